using System.Runtime.InteropServices;
using System.Text.Json;

namespace Reelsight.ModelConversion.TensorFlowJs;

/// <summary>A TensorFlow.js graph model: nodes by name and constant tensors.</summary>
public sealed class GraphModel
{
    private readonly Dictionary<string, GraphNode> _nodes;
    private readonly Dictionary<string, GraphConstant> _constants;

    internal GraphModel(IEnumerable<GraphNode> nodes, IEnumerable<GraphConstant> constants)
    {
        _nodes = Index(nodes, node => node.Name);
        _constants = Index(constants, constant => constant.Name);
    }

    private static Dictionary<string, T> Index<T>(IEnumerable<T> all, Func<T, string> getName)
    {
        var byName = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var one in all)
        {
            if (!byName.TryAdd(getName(one), one))
            {
                throw new GraphConversionException($"The graph has '{getName(one)}' twice.");
            }
        }

        return byName;
    }

    /// <summary>Reads a <c>model.json</c> and the weight shards beside it.</summary>
    /// <exception cref="GraphConversionException">The file is no graph model, weights are missing, or a weight type is not
    /// supported.</exception>
    public static GraphModel Read(string modelJsonPath)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(modelJsonPath));
            if (!json.RootElement.TryGetProperty("modelTopology", out var topology) || !topology.TryGetProperty("node", out var nodes))
            {
                throw new GraphConversionException($"{modelJsonPath} is no TensorFlow.js graph model: it has no nodes.");
            }

            var folder = Path.GetDirectoryName(Path.GetFullPath(modelJsonPath))!;
            return new GraphModel(
                nodes.EnumerateArray().Select(GraphNode.Read),
                json.RootElement.GetProperty("weightsManifest").EnumerateArray().SelectMany(group => ReadGroup(group, folder))
            );
        }
        catch (Exception cause)
            when (cause
                    is JsonException
                        or IOException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or FormatException
                        or OverflowException
                        or ArgumentException
            )
        {
            throw new GraphConversionException($"{modelJsonPath} cannot be read as a TensorFlow.js graph model: {cause.Message}", cause);
        }
    }

    internal GraphNode GetNode(string name) =>
        _nodes.GetValueOrDefault(name) ?? throw new GraphConversionException($"The graph has no node '{name}'.");

    internal GraphConstant? FindConstant(string name) => _constants.GetValueOrDefault(name);

    // Shards split the weights at any byte, so they are concatenated first.
    private static byte[] ReadShards(IReadOnlyList<string> paths)
    {
        var data = new byte[paths.Sum(path => new FileInfo(path).Length)];
        var offset = 0;
        foreach (var path in paths)
        {
            using var shard = File.OpenRead(path);
            offset += shard.ReadAtLeast(data.AsSpan(offset), checked((int)shard.Length));
        }

        return data;
    }

    private static IEnumerable<GraphConstant> ReadGroup(JsonElement group, string folder)
    {
        var paths = group
            .GetProperty("paths")
            .EnumerateArray()
            .Select(path => Path.Combine(folder, Path.GetFileName(path.GetString() ?? "")));
        var data = ReadShards([.. paths]);
        var offset = 0;
        foreach (var weight in group.GetProperty("weights").EnumerateArray())
        {
            var name = weight.GetProperty("name").GetString() ?? throw new FormatException("a weight has no name");
            var type = weight.GetProperty("dtype").GetString();
            var shape = weight.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()).ToArray();
            var stored = weight.TryGetProperty("quantization", out var quantization) ? quantization.GetProperty("dtype").GetString() : type;
            if ((type, stored) is not (("float32", "float32" or "float16") or ("int32", "int32")))
            {
                throw new GraphConversionException(
                    $"The weight '{name}' is {type}, stored as {stored}; float32, float16 and int32 weights are supported."
                );
            }

            if (shape.Any(size => size < 0))
            {
                throw new GraphConversionException($"The weight '{name}' has a size below 0.");
            }

            var count = shape.Aggregate(1L, (product, size) => checked(product * size));
            var width = stored == "float16" ? 2 : sizeof(float);
            if (count > (data.Length - offset) / width)
            {
                throw new GraphConversionException($"The weight files end before the weight '{name}' does.");
            }

            var bytes = data.AsSpan(offset, (int)count * width);
            offset += bytes.Length;
            yield return type == "float32"
                ? new GraphConstant(name, shape, width == 2 ? Widen(bytes) : MemoryMarshal.Cast<byte, float>(bytes).ToArray(), null)
                : new GraphConstant(
                    name,
                    shape,
                    null,
                    Array.ConvertAll(MemoryMarshal.Cast<byte, int>(bytes).ToArray(), value => (long)value)
                );
        }
    }

    private static float[] Widen(ReadOnlySpan<byte> bytes) =>
        Array.ConvertAll(MemoryMarshal.Cast<byte, Half>(bytes).ToArray(), half => (float)half);
}
