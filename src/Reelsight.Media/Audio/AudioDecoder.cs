using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Threading.Channels;
using Reelsight.Core.Errors;
using Reelsight.Media.Probe;
using Reelsight.Media.Tools;

namespace Reelsight.Media.Audio;

/// <summary>
/// Decodes a file's audio once, as 16 kHz mono on the presentation timeline: where it starts after the origin, or has gaps, silence is
/// inserted, so sample n is always at n / 16000 s.
/// </summary>
/// <param name="tools">Paths, limits and clock.</param>
/// <param name="info">The probed file; without an audio stream nothing is delivered.</param>
public sealed class AudioDecoder(MediaTools tools, MediaInfo info)
{
    /// <summary>Samples per second delivered.</summary>
    public const int SampleRate = 16_000;

    private const int MaxQueuedChunks = 16;

    // Each is one more pass over the whole file.
    private const int MaxTriedStreams = 4;
    private const float MinLoudnessDb = -120;

    private AudioDecoderResult? _result;
    private int _started;

    /// <summary>What decoding the whole file found.</summary>
    /// <exception cref="InvalidOperationException">Not every chunk has been read yet.</exception>
    public AudioDecoderResult Result =>
        _result ?? throw new InvalidOperationException("The result is known when every chunk has been read.");

    /// <summary>
    /// Decodes the default audio stream (or the first that can be decoded, of a few) and delivers it second by second; the
    /// caller disposes each chunk. Leaving early stops the decoder.
    /// </summary>
    /// <exception cref="MediaException">Reading stalled.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the decoder is gone.</exception>
    public IAsyncEnumerable<AudioChunk> ReadAsync(CancellationToken ct = default)
    {
        if (Interlocked.Exchange(ref _started, 1) == 1)
        {
            throw new InvalidOperationException("A pass runs once.");
        }

        return BoundedProducer.RunAsync<AudioChunk>(MaxQueuedChunks, DecodeAsync, ct);
    }

    private async Task DecodeAsync(ChannelWriter<AudioChunk> chunks, CancellationToken ct)
    {
        var damage = 0;
        foreach (var stream in info.AudioStreams.OrderByDescending(s => s == info.Audio).Take(MaxTriedStreams))
        {
            var errors = new DecoderErrorCounter();
            await using var child = ChildProcess.Start(
                tools,
                tools.Ffmpeg,
                Arguments(tools, stream),
                info.Path,
                tools.DecodeLimits,
                errors.Count,
                ct: ct
            );
            var (samples, loudness) = await ReadSamplesAsync(child.Output, chunks, ct);
            await child.WaitAsync();
            damage += errors.DamageCount;
            if (samples > 0)
            {
                _result = new AudioDecoderResult
                {
                    Stream = stream,
                    SampleCount = samples,
                    LoudnessDb = loudness,
                    DamageCount = damage,
                };
                return;
            }
        }
        _result = new AudioDecoderResult
        {
            Stream = null,
            SampleCount = 0,
            LoudnessDb = [],
            DamageCount = damage,
        };
    }

    private static IEnumerable<string> Arguments(MediaTools tools, AudioStreamInfo stream) =>
        [
            .. InputArguments.Ffmpeg,
            "-max_error_rate",
            "1",
            .. InputArguments.Input(tools, "-vn", "-sn", "-dn"),
            "-map",
            $"0:{stream.Index}",
            "-ac",
            "1",
            // first_pts pads or trims the beginning to the origin, async=1 fills holes without ever stretching audio
            "-af",
            $"aresample={SampleRate}:async=1:first_pts=0",
            "-f",
            "f32le",
            "pipe:1",
        ];

    private static async Task<(long Samples, List<float> LoudnessDb)> ReadSamplesAsync(
        Stream output,
        ChannelWriter<AudioChunk> chunks,
        CancellationToken ct
    )
    {
        var samples = 0L;
        var loudness = new List<float>();
        var bytes = new byte[SampleRate * sizeof(float)];
        int read;
        while ((read = await output.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct)) >= sizeof(float))
        {
            var count = read / sizeof(float);
            var buffer = ArrayPool<float>.Shared.Rent(count);
            MemoryMarshal.Cast<byte, float>(bytes.AsSpan(0, count * sizeof(float))).CopyTo(buffer);
            loudness.Add(ComputeLoudness(buffer.AsSpan(0, count)));
            await chunks.WriteAsync(new AudioChunk((double)samples / SampleRate, buffer, count), ct);
            samples += count;
        }
        return (samples, loudness);
    }

    private static float ComputeLoudness(ReadOnlySpan<float> samples)
    {
        var power = TensorPrimitives.SumOfSquares(samples) / samples.Length;
        return power > 0 ? MathF.Max(MinLoudnessDb, 10 * MathF.Log10(power)) : MinLoudnessDb;
    }
}
