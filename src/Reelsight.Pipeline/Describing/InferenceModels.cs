using System.Collections.Concurrent;
using Reelsight.Core.Embeddings;
using Reelsight.Inference.Detection;
using Reelsight.Inference.Embeddings;
using Reelsight.Inference.Imaging;
using Reelsight.Inference.Ocr;
using Reelsight.Inference.Packs;
using Reelsight.Inference.Poses;
using Reelsight.Inference.Speech;

namespace Reelsight.Pipeline.Describing;

/// <summary>The models that describe media, each loaded when first used and shared by all jobs.</summary>
public sealed class InferenceModels : IDisposable
{
    private readonly ModelStore _store;
    private readonly Lazy<ObjectDetector> _objects;
    private readonly Lazy<PoseEstimator> _poses;
    private readonly Lazy<OcrEngine> _text;
    private readonly Lazy<VoiceActivityDetector> _voice;
    private readonly Lazy<SpeechRecognizer> _speech;
    private readonly TextEncoders _texts;
    private readonly Lazy<ImageFeatureExtractor> _features;
    private readonly Lazy<VisualSimilarityEncoder> _visualSimilarity;
    private readonly ConcurrentDictionary<string, Lazy<IJointSpace>> _spaces = new(StringComparer.Ordinal);

    /// <summary>Makes the set of models of a model store; nothing is loaded yet.</summary>
    public InferenceModels(ModelStore store)
    {
        _objects = new(() => ObjectDetector.Open(store));
        _poses = new(() => PoseEstimator.Open(store));
        _text = new(() => OcrEngine.Open(store));
        _voice = new(() => VoiceActivityDetector.Open(store));
        _speech = new(() => SpeechRecognizer.Open(store));
        _texts = new(store);
        _features = new(() => ImageFeatureExtractor.Open(store));
        _visualSimilarity = new(() => new VisualSimilarityEncoder(ImageFeatures, VisualSimilaritySpace.Default));
        _store = store;
    }

    /// <summary>Detects objects.</summary>
    public ObjectDetector ObjectDetector => _objects.Value;

    /// <summary>Finds the points of people's bodies.</summary>
    public PoseEstimator PoseEstimator => _poses.Value;

    /// <summary>Recognizes on-screen text.</summary>
    public OcrEngine OcrEngine => _text.Value;

    /// <summary>Finds the time ranges with speech.</summary>
    public VoiceActivityDetector VoiceActivityDetector => _voice.Value;

    /// <summary>Transcribes speech.</summary>
    public SpeechRecognizer SpeechRecognizer => _speech.Value;

    /// <summary>Embeds the sentences of new descriptions.</summary>
    public ITextEncoder TextEncoder => GetTextEncoder(EmbeddingSpaces.Text);

    /// <summary>Extracts image features, the input of <see cref="JointSpace"/>.</summary>
    public ImageFeatureExtractor ImageFeatures => _features.Value;

    /// <summary>Embeds images for visual similarity; runs <see cref="ImageFeatures"/>.</summary>
    public VisualSimilarityEncoder VisualSimilarity => _visualSimilarity.Value;

    /// <summary>The joint space of images and text that the settings choose.</summary>
    public IJointSpace ConfiguredSpace => OpenSpace(ConfiguredSpaceName);

    /// <summary>Name of <see cref="ConfiguredSpace"/>, without loading it.</summary>
    /// <exception cref="ModelStoreException">The settings choose a space that does not exist.</exception>
    public string ConfiguredSpaceName => _store.SelectedSpace;

    /// <summary>Names of all joint spaces.</summary>
    public IEnumerable<string> SpaceNames => _store.JointSpaceNames;

    /// <summary>Name of the space that is searched once everything is embedded in <see cref="ConfiguredSpace"/> by these models.</summary>
    public string TargetSpace => VisualSpaceName.Format(ConfiguredSpaceName, EmbeddingSpaces.Version);

    /// <summary>The text encoder of a space: that of new descriptions, or of those made by an earlier version.</summary>
    /// <exception cref="ModelStoreException">There is no such space, or its pack is not ready.</exception>
    public ITextEncoder GetTextEncoder(string space) => _texts.Get(space);

    /// <summary>Opens a joint space by its name.</summary>
    /// <exception cref="ModelStoreException">There is no such space, or what it needs is not ready.</exception>
    public IJointSpace OpenSpace(string name) =>
        _spaces
            .GetOrAdd(name, _ =>
                new(() =>
                    _store.Heads.Any(head => head.Space == name) ? JointSpace.Open(_store, _texts, name) : UserPackSpace.Open(_store, name)
                )
            )
            .Value;

    /// <summary>
    /// The vector space of the searched space; the configured one while nothing is described, and where its model is gone.
    /// </summary>
    public string GetVectorSpace(string? activeSpace) =>
        activeSpace is not null && SpaceNames.Contains(VisualSpaceName.GetVectorSpace(activeSpace))
            ? VisualSpaceName.GetVectorSpace(activeSpace)
            : ConfiguredSpaceName;

    /// <summary>The spaces that new media is described for: the one searched now, and the one to be searched next.</summary>
    public IEnumerable<string> GetSpacesInUse(string? activeSpace) => new[] { activeSpace ?? TargetSpace, TargetSpace }.Distinct();

    /// <summary>Embeds an image in a joint space.</summary>
    /// <param name="space">The joint space.</param>
    /// <param name="pixels">The image.</param>
    /// <param name="detections">Detections in the image, where they are known already.</param>
    /// <param name="features">Its <see cref="ImageFeatures"/>, where they are known already.</param>
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
        Close(_poses);
        Close(_text);
        Close(_voice);
        Close(_speech);
        Close(_features);
        _texts.Dispose();
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
