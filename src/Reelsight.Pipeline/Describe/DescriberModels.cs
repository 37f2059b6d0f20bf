using Reelsight.Models;
using Reelsight.Models.Joint;
using Reelsight.Models.Objects;
using Reelsight.Models.OnScreenText;
using Reelsight.Models.Packs;
using Reelsight.Models.Speech;
using Reelsight.Models.Text;

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
    private readonly Lazy<JointSpace> _joint;

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
        _joint = new(() => JointSpace.Open(store, Sentences));
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
    /// <summary>What a picture shows, as numbers that <see cref="Joint"/> reads.</summary>
    public PictureFeatures Features => _features.Value;
    /// <summary>How a picture looks; runs <see cref="Features"/>.</summary>
    public LookDescriber Looks => _looks.Value;
    /// <summary>Pictures and sentences as points of one space, and the names of what pictures show.</summary>
    public JointSpace Joint => _joint.Value;

    /// <summary>Name of the space that <see cref="Joint"/> fills, without loading it.</summary>
    /// <exception cref="ModelStoreException">The settings choose a head that does not exist.</exception>
    public string JointSpaceName => _store.ChosenHead?.Space ?? _store.LoadJointHead().Entry.Space;

    /// <inheritdoc/>
    public void Dispose()
    {
        Close(_objects);
        Close(_text);
        Close(_voice);
        Close(_speech);
        Close(_features);
        Close(_sentences);

        static void Close<T>(Lazy<T> model) where T : IDisposable
        {
            if (model.IsValueCreated) model.Value.Dispose();
        }
    }
}
