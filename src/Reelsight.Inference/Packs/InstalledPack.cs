using System.Security.Cryptography;
using System.Text.Json;
using Reelsight.ModelConversion.TensorFlowJs;

namespace Reelsight.Inference.Packs;

/// <summary>The record beside the files of an installed pack: what was installed, and the hash of every file.</summary>
internal sealed record InstalledPack(string Package, string Integrity, string? Recipe, IReadOnlyList<InstalledFile> Files)
{
    public const string FileName = "installed.json";

    /// <summary>Identifies the converter and its settings: a change of either converts again, without a download.</summary>
    public static string? ComputeRecipe(ModelPack pack)
    {
        if (pack.Conversion is null)
        {
            return null;
        }

        var plan = JsonSerializer.SerializeToUtf8Bytes(pack.Conversion, PackJsonContext.Default.PackConversion);
        return $"{GraphConverter.Version}-{Convert.ToHexStringLower(SHA256.HashData(plan))}";
    }

    public static async Task<InstalledPack> CreateAsync(ModelPack pack, string folder, CancellationToken ct)
    {
        var names = pack.Conversion is null ? pack.Files : [.. pack.Files, pack.Conversion.To];
        var files = new List<InstalledFile>();
        foreach (var name in names)
        {
            var path = Path.Combine(folder, name);
            files.Add(new InstalledFile(name, new FileInfo(path).Length, await HashAsync(path, ct)));
        }

        return new InstalledPack(pack.Coordinates, pack.Integrity, ComputeRecipe(pack), files);
    }

    /// <summary>Reads the record in a folder; null when it is absent or unreadable.</summary>
    public static InstalledPack? Read(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(folder, FileName)), PackJsonContext.Default.InstalledPack);
        }
        catch (Exception cause) when (cause is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Write(string folder) =>
        File.WriteAllBytes(
            Path.Combine(folder, FileName),
            JsonSerializer.SerializeToUtf8Bytes(this, PackJsonContext.Default.InstalledPack)
        );

    /// <summary>Reason why the pack is damaged, judged by presence and length of its files; null when it is intact.</summary>
    public string? FindDamage(string folder)
    {
        foreach (var file in Files)
        {
            var info = new FileInfo(Path.Combine(folder, file.Path));
            if (!info.Exists)
            {
                return $"{file.Path} of {Package} is gone.";
            }

            if (info.Length != file.Bytes)
            {
                return $"{file.Path} of {Package} has {info.Length} bytes instead of {file.Bytes}.";
            }
        }

        return null;
    }

    /// <summary>Reason why the pack is damaged, judged by the hashes of its files; null when it is intact.</summary>
    public async Task<string?> FindDamageByHashAsync(string folder, CancellationToken ct)
    {
        if (FindDamage(folder) is { } obvious)
        {
            return obvious;
        }

        foreach (var file in Files)
        {
            var hash = await HashAsync(Path.Combine(folder, file.Path), ct);
            if (hash != file.Sha256)
            {
                return $"{file.Path} of {Package} has changed: its SHA-256 is {hash} instead of {file.Sha256}.";
            }
        }

        return null;
    }

    private static async Task<string> HashAsync(string path, CancellationToken ct)
    {
        var stream = File.OpenRead(path);
        await using (stream)
        {
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, ct));
        }
    }
}
