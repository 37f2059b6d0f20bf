using Reelsight.Inference.Onnx;
using Reelsight.Inference.Speech;
using Reelsight.Inference.Tests;
using Reelsight.ModelConversion.Onnx;

namespace Reelsight.ModelConversion.Tests.Onnx;

[Collection(ModelPackCollection.Name)]
public sealed class MoonshineDecoderSplitterTests(ModelPackFixture packs)
{
    private const string Decoder = "dist/model/tiny/quantized/decoder_model_merged.onnx";

    [Fact]
    public void The_split_decoder_gives_the_logits_of_the_exported_one()
    {
        var (model, table) = MoonshineDecoderSplitter.Split(packs.Store.GetPath("speech", Decoder));
        using var exported = packs.Store.LoadSession("speech", Decoder);
        var vocabulary = new QuantizedOutputLayer(table);
        using var split = OnnxSession.Load(model);
        using var expected = FirstStep(exported);
        using var hidden = FirstStep(split);
        var logits = new float[vocabulary.Count];
        vocabulary.ComputeLogits(hidden["logits"].Values<float>(), logits);

        var reference = expected["logits"].Values<float>();
        Assert.Equal(reference.Length, logits.Length);
        for (var token = 0; token < logits.Length; token++)
        {
            Assert.Equal(reference[token], logits[token], 0.02f);
        }
    }

    [Fact]
    public void Another_model_is_refused_with_a_sentence()
    {
        var error = Assert.Throws<InvalidDataException>(() =>
            MoonshineDecoderSplitter.Split(packs.Store.GetPath("voice", "dist/silero_vad_v5.onnx"))
        );
        Assert.Contains("not a Moonshine decoder", error.Message, StringComparison.Ordinal);
    }

    private static OnnxResult FirstStep(OnnxSession decoder)
    {
        var sound = new float[40 * 288];
        for (var i = 0; i < sound.Length; i++)
        {
            sound[i] = MathF.Sin(i * 0.37f);
        }

        using var encoded = OnnxTensor.From<float>(sound, 1, 40, 288);
        using var start = OnnxTensor.From<long>(new long[] { 1 }, 1, 1);
        using var cache = OnnxTensor.From<bool>(new bool[1], 1);
        using var none = OnnxTensor.From<float>(Array.Empty<float>(), 0, 8, 1, 36);
        return decoder.Run(
            [
                ("input_ids", start),
                ("encoder_hidden_states", encoded),
                ("use_cache_branch", cache),
                .. decoder.InputNames.Where(name => name.StartsWith("past", StringComparison.Ordinal)).Select(name => (name, none)),
            ],
            "logits"
        );
    }
}
