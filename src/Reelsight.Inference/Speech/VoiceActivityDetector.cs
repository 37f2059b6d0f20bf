using System.Numerics.Tensors;
using Reelsight.Inference.Onnx;
using Reelsight.Inference.Packs;

namespace Reelsight.Inference.Speech;

/// <summary>Detects voice activity in audio tracks with Silero VAD v5. One detector serves any number of
/// streams at once; each stream has its own recurrent state.</summary>
public sealed class VoiceActivityDetector : IDisposable
{
    /// <summary>Samples per second the model expects.</summary>
    public const int SampleRate = 16_000;

    /// <summary>Samples per decision: what the model was trained on at 16 kHz (32 ms).</summary>
    public const int WindowSamples = 512;

    // Samples of the previous window that the model takes again in front of each window.
    private const int ContextSamples = 64;
    private const int StateSize = 2 * 128;
    private static readonly string[] Outputs = ["output", "stateN"];

    // Quieter windows (-66 dBFS peak) hold no intelligible speech; silent tracks are common and cost nothing this way.
    private const float SilentPeak = 0.0005f;

    private readonly OnnxSession _session;

    private VoiceActivityDetector(OnnxSession session) => _session = session;

    /// <summary>Loads the model.</summary>
    /// <param name="store">Holds the pack <c>voice</c>.</param>
    /// <exception cref="ModelStoreException">The pack is not ready.</exception>
    /// <exception cref="OnnxException">The model cannot be loaded.</exception>
    public static VoiceActivityDetector Open(ModelStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return new VoiceActivityDetector(store.LoadSession("voice", "dist/silero_vad_v5.onnx"));
    }

    /// <summary>Opens a stream for one audio track, starting from silence.</summary>
    /// <param name="options">Thresholds and times; the defaults when null.</param>
    public VoiceActivityStream OpenStream(VoiceActivityOptions? options = null) =>
        new(new RecurrentState(_session), options ?? new VoiceActivityOptions());

    /// <inheritdoc />
    public void Dispose() => _session.Dispose();

    /// <summary>The recurrent model on one stream: a window in, a speech probability out.</summary>
    internal sealed class RecurrentState(OnnxSession session) : IDisposable
    {
        private readonly float[] _input = new float[ContextSamples + WindowSamples];
        private readonly OnnxTensor _rate = OnnxTensor.From<long>(new long[] { SampleRate });
        private OnnxTensor _state = OnnxTensor.From<float>(new float[StateSize], 2, 1, 128);
        private bool _isSilent = true;

        /// <summary>Speech probability (0..1) of <paramref name="window"/>, <see cref="WindowSamples"/> long.</summary>
        public float ComputeProbability(ReadOnlySpan<float> window)
        {
            _input.AsSpan(WindowSamples).CopyTo(_input);
            window.CopyTo(_input.AsSpan(ContextSamples));
            if (Math.Abs(TensorPrimitives.MaxMagnitude(window)) < SilentPeak)
            {
                Reset();
                return 0;
            }

            _isSilent = false;
            using var input = OnnxTensor.From<float>(_input, 1, ContextSamples + WindowSamples);
            using var result = session.Run([("input", input), ("state", _state), ("sr", _rate)], Outputs);
            _state.Dispose();
            _state = result.Take("stateN");
            return result["output"].Values<float>()[0];
        }

        public void Dispose()
        {
            _state.Dispose();
            _rate.Dispose();
        }

        private void Reset()
        {
            if (_isSilent)
            {
                return;
            }

            _isSilent = true;
            _state.Dispose();
            _state = OnnxTensor.From<float>(new float[StateSize], 2, 1, 128);
        }
    }
}
