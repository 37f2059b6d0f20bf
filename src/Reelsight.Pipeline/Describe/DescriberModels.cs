using System.Collections.Concurrent;
using Reelsight.Models;
using Reelsight.Models.Joint;
using Reelsight.Models.Objects;
using Reelsight.Models.OnScreenText;
using Reelsight.Models.Packs;
using Reelsight.Models.Speech;
using Reelsight.Models.Text;
using Reelsight.Models.Visual;
using Reelsight.Storage;

namespace Reelsight.Pipeline.Describe;

/// <summary>The describers of the default pack, each loaded when it is first needed, shared by all jobs.</summary>
public sealed class DescriberModels : IDisposable
{
    private readonly ModelStore _store;
    private readonly Lazy<ObjectDetector> _objects;
    private readonly Lazy<OnScreenTextReader> _text;
    private readonly Lazy<VoiceActivityDetector> _voice;
    private readonly Lazy<SpeechRecognizer> _speech;
    private readonly Lazy<TextEncoder> _sentences;
    private readonly Lazy<PictureFeatures> _features;
    private readonly Lazy<LookDescriber> _looks;
    private readonly ConcurrentDictionary<string, Lazy<IVisualSpace>> _spaces = new(StringComparer.Ordinal);

    /// <summary>Describers from a store of model packs; nothing is loaded yet.</summary>
    public DescriberModels(ModelStore store)
    {
        _objects = new(() => ObjectDetector.Open(store));
        _text = new(() => OnScreenTextReader.Open(store));
        _voice = new(() => VoiceActivityDetector.Open(store));
        _speech = new(() => SpeechRecognizer.Open(store));
        _sentences = new(() => TextEncoder.Open(store));
        _features = new(() => PictureFeatures.Open(store));
        _looks = new(() => new LookDescriber(Features, LookSpace.Default));
        _store = store;
    }

    /// <summary>Names and places of objects.</summary>
    public ObjectDetector Objects => _objects.Value;

    /// <summary>Writing in the picture.</summary>
    public OnScreenTextReader Text => _text.Value;

    /// <summary>Where somebody speaks.</summary>
    public VoiceActivityDetector Voice => _voice.Value;

    /// <summary>What is said.</summary>
    public SpeechRecognizer Speech => _speech.Value;

    /// <summary>Sentences as vectors.</summary>
    public TextEncoder Sentences => _sentences.Value;

    /// <summary>What a picture shows, as numbers that <see cref="JointSpace"/> reads.</summary>
    public PictureFeatures Features => _features.Value;

    /// <summary>How a picture looks; runs <see cref="Features"/>.</summary>
    public LookDescriber Looks => _looks.Value;

    /// <summary>Pictures and sentences as points of one space: that which the settings choose.</summary>
    public IVisualSpace Joint => Space(JointSpaceName);

    /// <summary>Name of <see cref="Joint"/>, without loading it.</summary>
    /// <exception cref="ModelStoreException">The settings choose a space that does not exist.</exception>
    public string JointSpaceName => _store.ChosenSpace;

    /// <summary>Names of the spaces that there are.</summary>
    public IEnumerable<string> SpaceNames => _store.VisualSpaces;

    /// <summary>The name under which footage is searched once everything is placed in <see cref="Joint"/> by these describers.</summary>
    public string WantedSpace => SpaceName.Of(JointSpaceName, Spaces.Version);

    /// <summary>A space by its name.</summary>
    /// <exception cref="ModelStoreException">There is no such space, or what it needs is not ready.</exception>
    public IVisualSpace Space(string name) =>
        _spaces
            .GetOrAdd(name, _ =>
                new(() =>
                    _store.Heads.Any(head => head.Space == name) ? JointSpace.Open(_store, Sentences, name) : _store.Own.OpenSpace(name)
                )
            )
            .Value;

    /// <summary>The space of what is searched: the settings' own while nothing is described, and where its model is gone.</summary>
    public string VectorsOf(string? searched) =>
        searched is not null && SpaceNames.Contains(SpaceName.VectorsOf(searched)) ? SpaceName.VectorsOf(searched) : JointSpaceName;

    /// <summary>The spaces that something new is described for: the one that is searched, and the one that is to be.</summary>
    public IEnumerable<string> SpacesInUse(string? searched) => new[] { searched ?? WantedSpace, WantedSpace }.Distinct();

    /// <summary>Looks at a picture.</summary>
    /// <param name="space">Where to place it.</param>
    /// <param name="pixels">The picture.</param>
    /// <param name="seen">What the detector says of it, where that is known already.</param>
    /// <param name="features">What <see cref="Features"/> says of it, where that is known already.</param>
    internal JointPicture Place(IVisualSpace space, PixelBuffer pixels, FrameObjects? seen = null, float[]? features = null) =>
        space switch
        {
            JointSpace head => head.Describe((seen ?? Objects.Detect(pixels)).Layers, features ?? Looks.Describe(pixels).Features),
            PackSpace pack => pack.Describe(pixels),
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
        foreach (var pack in _spaces.Values.Where(space => space.IsValueCreated).Select(space => space.Value).OfType<PackSpace>())
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
