using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Reelsight.Bench.Vectors;

/// <summary>
/// The same bytes in sqlite-vec: a table of int8 vectors in memory, one flat scan a query, on one thread, which is all it uses.
/// </summary>
internal sealed class SqliteVecBaseline : IDisposable
{
    public const string Version = "0.1.9";

    private readonly SqliteConnection _connection = new("Data Source=:memory:");
    private readonly SqliteCommand _query;

    private SqliteVecBaseline(string extension, string metric)
    {
        _connection.Open();
        _connection.LoadExtension(extension);
        Run($"CREATE VIRTUAL TABLE rows USING vec0(v int8[{SyntheticRows.Dimension}] distance_metric={metric})");
        _query = _connection.CreateCommand();
        _query.CommandText = "SELECT rowid FROM rows WHERE v MATCH vec_int8(@query) AND k = @k";
    }

    /// <summary>
    /// With its rows in, or null when the package cannot be had here; it comes from the package registry, as the models do.
    /// </summary>
    public static SqliteVecBaseline? TryFill(int documents, string metric)
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            return null;
        }
        var folder = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "reelsight", "bench");
        var extension = Path.Combine(folder, "node_modules", "sqlite-vec-linux-x64", "vec0.so");
        if (!File.Exists(extension))
        {
            Directory.CreateDirectory(folder);
            using var npm = Process.Start(
                new ProcessStartInfo("npm", ["install", "--no-save", "--prefix", folder, $"sqlite-vec-linux-x64@{Version}"])
                {
                    RedirectStandardOutput = true,
                }
            );
            npm?.WaitForExit();
        }
        if (!File.Exists(extension))
        {
            return null;
        }
        var other = new SqliteVecBaseline(extension, metric);
        other.Fill(documents);
        return other;
    }

    /// <summary>Numbers of the nearest rows, nearest first.</summary>
    public List<long> Search(sbyte[] query, int k)
    {
        _query.Parameters.Clear();
        _query.Parameters.AddWithValue("@query", MemoryMarshal.AsBytes<sbyte>(query).ToArray());
        _query.Parameters.AddWithValue("@k", k);
        using var reader = _query.ExecuteReader();
        var rows = new List<long>(k);
        while (reader.Read())
        {
            rows.Add(reader.GetInt64(0));
        }
        return rows;
    }

    public void Dispose()
    {
        _query.Dispose();
        _connection.Dispose();
    }

    private void Fill(int documents)
    {
        Run("BEGIN");
        using var insert = _connection.CreateCommand();
        insert.CommandText = "INSERT INTO rows (rowid, v) VALUES (@row, vec_int8(@v))";
        var (row, v) = (insert.Parameters.Add("@row", SqliteType.Integer), insert.Parameters.Add("@v", SqliteType.Blob));
        for (var document = 0; document < documents; document++)
        {
            var values = SyntheticRows.Create(document).Values;
            for (var clip = 0; clip < SyntheticRows.RowsPerDocument; clip++)
            {
                row.Value = (long)document * SyntheticRows.RowsPerDocument + clip;
                v.Value = MemoryMarshal.AsBytes(values.AsSpan(clip * SyntheticRows.Dimension, SyntheticRows.Dimension)).ToArray();
                insert.ExecuteNonQuery();
            }
        }
        Run("COMMIT");
    }

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
