using System.Numerics.Tensors;
using Reelsight.Inference.Onnx;
using Reelsight.Inference.Packs;
using Reelsight.ModelConversion.Onnx;

namespace Reelsight.Inference.Speech;

/// <summary>The decoder of Moonshine: greedy decoding, one token per run. Keys and values stay in the runtime's memory
/// and go from one run to the next without a copy.</summary>
internal sealed class MoonshineDecoder : IDisposable
{
    private const int StartToken = 1;
    private const int EndToken = 2;

    // Names of the attention cache in the model: of the tokens so far (grows), and of the audio (computed by the first run).
    private readonly string[] _decoderCache,
        _encoderCache,
        _firstOutputs,
        _nextOutputs;

    private readonly SpeechModelSpec _model;
    private readonly OnnxSession _session;
    private readonly QuantizedOutputLayer _vocabulary;

    public MoonshineDecoder(string modelPath, SpeechModelSpec model, OnnxSessionOptions options)
    {
        (_model, _decoderCache, _encoderCache) = (model, GetCacheNames("decoder", model.Layers), GetCacheNames("encoder", model.Layers));
        _firstOutputs = ["logits", .. _decoderCache.Concat(_encoderCache).Select(GetPresentName)];
        _nextOutputs = ["logits", .. _decoderCache.Select(GetPresentName)];
        var (graph, table) = MoonshineDecoderSplitter.Split(modelPath);
        _vocabulary = new QuantizedOutputLayer(table);
        _session = OnnxSession.Load(graph, options);
    }

    /// <summary>Emits the most likely token after token until the model ends, <paramref name="maxTokens"/> are emitted, or
    /// the text repeats itself.</summary>
    /// <param name="encoderOutput">Output of the encoder.</param>
    /// <param name="maxTokens">Maximum number of tokens.</param>
    /// <param name="tokens">Receives the tokens, without start and end.</param>
    /// <returns>Sum of the natural logarithms of the tokens' probabilities.</returns>
    public double Decode(OnnxTensor encoderOutput, int maxTokens, List<int> tokens)
    {
        using var none = OnnxTensor.From<float>(Array.Empty<float>(), 0, _model.Heads, 1, _model.HeadSize);
        var id = new long[] { StartToken };
        var cached = new bool[1];
        using var input = OnnxTensor.From<long>(id, 1, 1);
        using var useCache = OnnxTensor.From<bool>(cached, 1);
        var feeds = new List<(string Name, OnnxTensor Value)>
        {
            ("input_ids", input),
            ("encoder_hidden_states", encoderOutput),
            ("use_cache_branch", useCache),
        };
        var fixedFeeds = feeds.Count;
        feeds.AddRange(_decoderCache.Concat(_encoderCache).Select(name => (GetPastName(name), none)));
        var logits = new float[_vocabulary.Count];
        var logProbability = 0.0;
        try
        {
            while (tokens.Count < maxTokens)
            {
                using var result = _session.Run(feeds, cached[0] ? _nextOutputs : _firstOutputs);
                var produced = cached[0] ? _decoderCache.Length : _decoderCache.Length + _encoderCache.Length;
                for (var i = 0; i < produced; i++)
                {
                    var (name, old) = feeds[fixedFeeds + i];
                    feeds[fixedFeeds + i] = (name, result.Take((cached[0] ? _nextOutputs : _firstOutputs)[i + 1]));
                    if (cached[0])
                    {
                        old.Dispose();
                    }
                }

                cached[0] = true;
                _vocabulary.ComputeLogits(result[0].Values<float>(), logits);
                var token = TensorPrimitives.IndexOfMax<float>(logits);
                if (token == EndToken)
                {
                    break;
                }

                tokens.Add(token);
                logProbability += ComputeLogProbability(logits, token);
                if (TokenRepetitionTrimmer.Trim(tokens))
                {
                    break;
                }

                id[0] = token;
            }
        }
        finally
        {
            if (cached[0])
            {
                feeds.Skip(fixedFeeds).ToList().ForEach(feed => feed.Value.Dispose());
            }
        }

        return logProbability;
    }

    public void Dispose() => _session.Dispose();

    private static double ComputeLogProbability(ReadOnlySpan<float> logits, int token)
    {
        var top = logits[token];
        var sum = 0.0;
        foreach (var logit in logits)
        {
            // Less than e^-20 of the largest does not change the result.
            var below = logit - top;
            if (below > -20)
            {
                sum += Math.Exp(below);
            }
        }

        return -Math.Log(sum);
    }

    private static string[] GetCacheNames(string side, int layers) =>
        [.. Enumerable.Range(0, layers).SelectMany(layer => new[] { $"{layer}.{side}.key", $"{layer}.{side}.value" })];

    private static string GetPastName(string name) => $"past_key_values.{name}";

    private static string GetPresentName(string name) => $"present.{name}";
}
