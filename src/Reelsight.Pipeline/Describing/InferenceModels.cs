using System.Collections.Concurrent;
using Reelsight.Core.Embeddings;
using Reelsight.Inference.Detection;
using Reelsight.Inference.Embeddings;
using Reelsight.Inference.Imaging;
using Reelsight.Inference.Ocr;
using Reelsight.Inference.Packs;
using Reelsight.Inference.Speech;

namespace Reelsight.Pipeline.Describing;

/// <summary>The describers of the default pack, each loaded when it is first needed, shared by all jobs.</summary>
public sealed class InferenceModels : IDisposable
{
    private readonly ModelStore _store;
    private readonly Lazy<ObjectDetector> _objects;
    private readonly Lazy<OcrEngine> _text;
    private readonly Lazy<VoiceActivityDetector> _voice;
    private readonly Lazy<SpeechRecognizer> _speech;
    private readonly Lazy<TextEncoder> _sentences;
    private readonly Lazy<ImageFeatureExtractor> _features;
    private readonly Lazy<VisualSimilarityEncoder> _visualSimilarity;
    private readonly ConcurrentDictionary<string, Lazy<IJointSpace>> _spaces = new(StringComparer.Ordinal);

    /// <summary>Describers from a store of model packs; nothing is loaded yet.</summary>
    public InferenceModels(ModelStore store)
    {
        _objects = new(() => ObjectDetector.Open(store));
        _text = new(() => OcrEngine.Open(store));
        _voice = new(() => VoiceActivityDetector.Open(store));
        _speech = new(() => SpeechRecognizer.Open(store));
        _sentences = new(() => TextEncoder.Open(store));
        _features = new(() => ImageFeatureExtractor.Open(store));
        _visualSimilarity = new(() => new VisualSimilarityEncoder(ImageFeatures, VisualSimilaritySpace.Default));
        _store = store;
    }

    /// <summary>Names and places of objects.</summary>
    public ObjectDetector ObjectDetector => _objects.Value;

    /// <summary>Writing in the picture.</summary>
    public OcrEngine OcrEngine => _text.Value;

    /// <summary>Where somebody speaks.</summary>
    public VoiceActivityDetector VoiceActivityDetector => _voice.Value;

    /// <summary>What is said.</summary>
    public SpeechRecognizer SpeechRecognizer => _speech.Value;

    /// <summary>Sentences as vectors.</summary>
    public TextEncoder TextEncoder => _sentences.Value;

    /// <summary>What a picture shows, as numbers that <see cref="JointSpace"/> reads.</summary>
    public ImageFeatureExtractor ImageFeatures => _features.Value;

    /// <summary>How a picture looks; runs <see cref="ImageFeatures"/>.</summary>
    public VisualSimilarityEncoder VisualSimilarity => _visualSimilarity.Value;

    /// <summary>Pictures and sentences as points of one space: that which the settings choose.</summary>
    public IJointSpace ConfiguredSpace => OpenSpace(ConfiguredSpaceName);

    /// <summary>Name of <see cref="ConfiguredSpace"/>, without loading it.</summary>
    /// <exception cref="ModelStoreException">The settings choose a space that does not exist.</exception>
    public string ConfiguredSpaceName => _store.SelectedSpace;

    /// <summary>Names of the spaces that there are.</summary>
    public IEnumerable<string> SpaceNames => _store.JointSpaceNames;

    /// <summary>The name under which footage is searched once everything is placed in <see cref="ConfiguredSpace"/> by these describers.</summary>
    public string TargetSpace => VisualSpaceName.Format(ConfiguredSpaceName, EmbeddingSpaces.Version);

    /// <summary>A space by its name.</summary>
    /// <exception cref="ModelStoreException">There is no such space, or what it needs is not ready.</exception>
    public IJointSpace OpenSpace(string name) =>
        _spaces
            .GetOrAdd(name, _ =>
                new(() =>
                    _store.Heads.Any(head => head.Space == name)
                        ? JointSpace.Open(_store, TextEncoder, name)
                        : _store.UserPacks.OpenSpace(name)
                )
            )
            .Value;

    /// <summary>The space of what is searched: the settings' own while nothing is described, and where its model is gone.</summary>
    public string GetVectorSpace(string? activeSpace) =>
        activeSpace is not null && SpaceNames.Contains(VisualSpaceName.GetVectorSpace(activeSpace))
            ? VisualSpaceName.GetVectorSpace(activeSpace)
            : ConfiguredSpaceName;

    /// <summary>The spaces that something new is described for: the one that is searched, and the one that is to be.</summary>
    public IEnumerable<string> GetSpacesInUse(string? activeSpace) => new[] { activeSpace ?? TargetSpace, TargetSpace }.Distinct();

    /// <summary>Looks at a picture.</summary>
    /// <param name="space">Where to place it.</param>
    /// <param name="pixels">The picture.</param>
    /// <param name="detections">What the detector says of it, where that is known already.</param>
    /// <param name="features">What <see cref="ImageFeatures"/> says of it, where that is known already.</param>
    internal JointEmbedding Embed(IJointSpace space, PixelBuffer pixels, FrameDetections? detections = null, float[]? features = null) =>
        space switch
        {
            JointSpace head => head.Embed(
                (detections ?? ObjectDetector.Detect(pixels)).LayerFeatures,
                features ?? VisualSimilarity.Encode(pixels).Features
            ),
            UserPackSpace pack => pack.Embed(pixels),
            _ => throw new InvalidOperationException($"Nothing places pictures in the space {space.Name}."),
        };

    /// <inheritdoc/>
    public void Dispose()
    {
        Close(_objects);
        Close(_text);
        Close(_voice);
        Close(_speech);
        Close(_features);
        Close(_sentences);
        foreach (var pack in _spaces.Values.Where(space => space.IsValueCreated).Select(space => space.Value).OfType<UserPackSpace>())
        {
            pack.Dispose();
        }

        static void Close<T>(Lazy<T> model)
            where T : IDisposable
        {
            if (model.IsValueCreated)
            {
                model.Value.Dispose();
            }
        }
    }
}
