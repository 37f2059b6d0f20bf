using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Reelsight.Inference.Tests;

namespace Reelsight.ModelConversion.Tests.TensorFlowJs;

/// <summary>Runs a graph as its makers do: with TensorFlow.js on its CPU backend. Results are kept among the build's artifacts.</summary>
internal static class TensorFlowJsReference
{
    public static async Task<IReadOnlyList<float[]>> RunAsync(
        string modelJson,
        IReadOnlyList<(string Name, int[] Shape, int[] Values)> inputs,
        params string[] outputs
    )
    {
        using var key = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        key.AppendData(
            JsonSerializer.SerializeToUtf8Bytes(
                new
                {
                    modelJson,
                    inputs = inputs.Select(input => new
                    {
                        input.Name,
                        input.Shape,
                        input.Values,
                    }),
                    outputs,
                }
            )
        );
        var folder = Path.Combine(TestRepository.GetArtifactsFolder("tfjs-reference"), Convert.ToHexStringLower(key.GetHashAndReset()));
        var files = outputs.Select((_, i) => Path.Combine(folder, $"output{i}.f32")).ToArray();
        if (!files.All(File.Exists))
        {
            await ComputeAsync(folder, modelJson, inputs, outputs, files);
        }

        return [.. files.Select(file => MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(file)).ToArray())];
    }

    private static async Task ComputeAsync(
        string folder,
        string modelJson,
        IReadOnlyList<(string Name, int[] Shape, int[] Values)> inputs,
        string[] outputs,
        string[] files
    )
    {
        var program = Path.Combine(TestRepository.Root, "tests", "reference");
        if (!Directory.Exists(Path.Combine(program, "node_modules")))
        {
            await ToolProcess.RunAsync(program, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        }

        Directory.CreateDirectory(folder);
        var job = new
        {
            model = modelJson,
            inputs = inputs.Select(
                (input, i) =>
                {
                    var file = Path.Combine(folder, $"input{i}.i32");
                    File.WriteAllBytes(file, MemoryMarshal.AsBytes(input.Values.AsSpan()));
                    return new
                    {
                        name = input.Name,
                        shape = input.Shape,
                        file,
                    };
                }
            ),
            outputs = outputs.Select((name, i) => new { name, file = files[i] }),
        };
        var jobFile = Path.Combine(folder, "job.json");
        await File.WriteAllBytesAsync(jobFile, JsonSerializer.SerializeToUtf8Bytes(job));
        await ToolProcess.RunAsync(program, "node", "run-graph.mjs", jobFile);
    }
}
