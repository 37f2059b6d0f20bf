using Reelsight.Inference.Onnx;
using Reelsight.Inference.Packs;

namespace Reelsight.Inference.Embeddings;

/// <summary>The text encoders of a model store, each loaded when first used. Thread-safe.</summary>
public sealed class TextEncoders : IDisposable
{
    /// <summary>Name of the space of <see cref="TextEncoder"/> and <see cref="MiniLmTextEncoder"/> side by side.</summary>
    public const string PairSpace = "use-minilm-en-1";

    // Chosen by what captions find on the validation part of the training: see training/README.md.
    private const float FirstShare = 0.35f;

    private readonly Lazy<TextEncoder> _use;
    private readonly Lazy<MiniLmTextEncoder> _miniLm;

    /// <summary>Nothing is loaded yet.</summary>
    public TextEncoders(ModelStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        _use = new(() => TextEncoder.Open(store));
        _miniLm = new(() => MiniLmTextEncoder.Open(store));
    }

    /// <summary>The encoder of a space.</summary>
    /// <exception cref="ModelStoreException">There is no such space, or its pack is not ready.</exception>
    /// <exception cref="OnnxException">The runtime or the model cannot be loaded.</exception>
    public ITextEncoder Get(string space) =>
        space switch
        {
            TextEncoder.SpaceName => _use.Value,
            MiniLmTextEncoder.SpaceName => _miniLm.Value,
            PairSpace => new PairedTextEncoder(PairSpace, _use.Value, _miniLm.Value, FirstShare),
            _ => throw new ModelStoreException($"No text encoder has the space '{space}'."),
        };

    /// <summary>Frees the models.</summary>
    public void Dispose()
    {
        if (_use.IsValueCreated)
        {
            _use.Value.Dispose();
        }

        if (_miniLm.IsValueCreated)
        {
            _miniLm.Value.Dispose();
        }
    }
}
