using System.Xml.Linq;
using Reelsight.Inference.Onnx;

namespace Reelsight.Inference.Tests.Onnx;

[Collection(ModelPackCollection.Name)]
public sealed class OnnxSessionTests(ModelPackFixture packs)
{
    private const int SampleRate = 16000;

    [Fact]
    public void The_runtime_says_its_version() => Assert.StartsWith("1.", OnnxEnvironment.Version, StringComparison.Ordinal);

    [Fact]
    public void The_library_of_the_pinned_package_is_the_one_that_runs() =>
        Assert.Equal(
            XDocument
                .Load(Path.Combine(TestRepository.Root, "Directory.Packages.props"))
                .Descendants("PackageVersion")
                .Single(package => (string?)package.Attribute("Include") == "Microsoft.ML.OnnxRuntime")
                .Attribute("Version")!
                .Value,
            OnnxEnvironment.Version
        );

    [Fact]
    public async Task A_session_that_is_disposed_during_runs_ends_them_first()
    {
        var session = Voice();
        using var started = new CountdownEvent(4);
        var runs = Enumerable
            .Range(0, started.InitialCount)
            .Select(_ =>
                Task.Run(() =>
                {
                    Run(session);
                    started.Signal();
                    while (true)
                    {
                        Run(session);
                    }
                })
            )
            .ToArray();
        started.Wait();
        session.Dispose();
        foreach (var run in runs)
        {
            await Assert.ThrowsAsync<ObjectDisposedException>(() => run);
        }
    }

    [Fact]
    public void A_session_names_its_inputs_and_outputs()
    {
        using var session = Voice();
        Assert.Equal(["input", "state", "sr"], session.InputNames);
        Assert.Equal(["output", "stateN"], session.OutputNames);
    }

    [Fact]
    public void A_model_given_as_bytes_equals_the_one_from_its_file()
    {
        using var fromFile = Voice();
        using var fromBytes = OnnxSession.Load(File.ReadAllBytes(packs.Store.GetPath("voice", "dist/silero_vad_v5.onnx")));
        Assert.Equal(fromFile.InputNames, fromBytes.InputNames);
        Assert.Equal(Run(fromFile), Run(fromBytes));
    }

    [Fact]
    public void An_output_that_was_taken_feeds_the_next_run_and_outlives_its_result()
    {
        using var session = Voice();
        using var samples = OnnxTensor.From<float>(new float[512], 1, 512);
        using var rate = OnnxTensor.From<long>(new long[] { SampleRate });
        using var start = OnnxTensor.From<float>(new float[256], 2, 1, 128);

        var first = session.Run([("input", samples), ("state", start), ("sr", rate)]);
        using var state = first.Take("stateN");
        Assert.Throws<InvalidOperationException>(() => first["stateN"]);
        first.Dispose();

        using var second = session.Run([("input", samples), ("state", state), ("sr", rate)], "output");
        Assert.Equal([2L, 1, 128], state.Shape);
        Assert.InRange(second["output"].Values<float>()[0], 0f, 1f);
    }

    [Fact]
    public void Runs_on_many_threads_give_the_same_answer()
    {
        using var session = Voice();
        var expected = Run(session);
        Parallel.For(0, 200, _ => Assert.Equal(expected, Run(session)));
    }

    [Fact]
    public void An_unknown_input_is_named_together_with_the_known_ones()
    {
        using var session = Voice();
        using var samples = OnnxTensor.From<float>(new float[512], 1, 512);
        var error = Assert.Throws<OnnxException>(() => session.Run([("sound", samples)]));
        Assert.Equal("The model has no input 'sound'; it has input, state, sr.", error.Message);
    }

    [Fact]
    public void A_wrong_shape_becomes_an_error_with_the_message_of_the_runtime()
    {
        using var session = Voice();
        using var samples = OnnxTensor.From<float>(new float[512], 512);
        using var rate = OnnxTensor.From<long>(new long[] { SampleRate });
        using var state = OnnxTensor.From<float>(new float[256], 2, 1, 128);
        var error = Assert.Throws<OnnxException>(() => session.Run([("input", samples), ("state", state), ("sr", rate)]));
        Assert.Contains("rank", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_disposed_tensor_is_refused()
    {
        using var session = Voice();
        var samples = OnnxTensor.From<float>(new float[512], 1, 512);
        samples.Dispose();
        Assert.Throws<ObjectDisposedException>(() => session.Run([("input", samples)]));
        Assert.Throws<ObjectDisposedException>(() => samples.Values<float>().Length);
    }

    [Fact]
    public void A_tensor_is_read_only_as_what_it_holds()
    {
        using var tensor = OnnxTensor.From<long>(new long[] { 1, 2 }, 2);
        Assert.Equal([1L, 2], tensor.Values<long>());
        Assert.Equal("The tensor holds int64, not float.", Assert.Throws<OnnxException>(() => tensor.Values<float>().Length).Message);
    }

    [Fact]
    public void A_shape_that_does_not_fit_its_values_is_refused() =>
        Assert.Throws<ArgumentException>(() => OnnxTensor.From<float>(new float[5], 2, 3));

    [Fact]
    public void An_absent_model_is_named()
    {
        var error = Assert.Throws<OnnxException>(() => OnnxSession.Load("absent.onnx"));
        Assert.Contains("absent.onnx", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_model_are_refused() => Assert.Throws<OnnxException>(() => OnnxSession.Load(new byte[] { 1, 2, 3 }));

    private static float[] Run(OnnxSession session)
    {
        using var samples = OnnxTensor.From<float>(new float[512], 1, 512);
        using var rate = OnnxTensor.From<long>(new long[] { SampleRate });
        using var state = OnnxTensor.From<float>(new float[256], 2, 1, 128);
        using var result = session.Run([("input", samples), ("state", state), ("sr", rate)], "output");
        return result[0].Values<float>().ToArray();
    }

    private OnnxSession Voice() => packs.Store.LoadSession("voice", "dist/silero_vad_v5.onnx");
}
