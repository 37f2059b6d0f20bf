using Reelsight.Core.Errors;
using Reelsight.Media.Audio;
using Reelsight.Media.Decoding;
using Reelsight.Media.Probe;
using Reelsight.Media.Tools;

namespace Reelsight.Media.Tests.Decoding;

/// <summary>Reads files with tight limits and judges how that ends.</summary>
internal static class BoundedDecoding
{
    /// <summary>So long may one file take before the test gives up on it; the limits below end it long before.</summary>
    private static readonly TimeSpan _hang = TimeSpan.FromMinutes(3);

    /// <summary>What one child may use here.</summary>
    public static ChildLimits Limits { get; } =
        new()
        {
            AddressSpaceBytes = 2L << 30,
            CpuSec = 6,
            FileBytes = 1L << 26,
            StallTimeout = TimeSpan.FromSeconds(30),
        };

    public static MediaTools Tools { get; } = TestClips.Tools with { ProbeLimits = Limits, DecodeLimits = Limits };

    /// <summary>
    /// Probes a file and decodes what it has. Null when that ends well or with an error of ours that says why; otherwise what is wrong.
    /// </summary>
    public static async Task<string?> TryAsync(string path, CancellationToken ct)
    {
        using var hang = CancellationTokenSource.CreateLinkedTokenSource(ct);
        hang.CancelAfter(_hang);
        try
        {
            await DecodeAsync(path, hang.Token);
            return null;
        }
        catch (MediaException e)
        {
            return FindDefect(e);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return "does not end";
        }
        catch (Exception e)
        {
            return e.ToString();
        }
    }

    private static async Task DecodeAsync(string path, CancellationToken ct)
    {
        var info = await new MediaProbe(Tools).ProbeAsync(path, ct);
        if (info.Video is not null)
        {
            await foreach (var frame in new VideoDecoder(Tools, info, new VideoDecoderOptions { MaxSide = 256 }).ReadAsync(ct))
            {
                frame.Dispose();
            }
        }
        else
        {
            await foreach (var chunk in new AudioDecoder(Tools, info).ReadAsync(ct))
            {
                chunk.Dispose();
            }
        }
    }

    private static string? FindDefect(MediaException e) =>
        e.Failure.Code.Length == 0 ? $"has no failure code: {e.Message}"
        : e.Message.EndsWith('.') && e.Message.Contains(' ', StringComparison.Ordinal) ? null
        : $"says no sentence: {e.Message}";
}
