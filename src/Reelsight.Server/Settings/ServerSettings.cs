using Reelsight.Analysis.LanguageModels;
using Reelsight.Media.Sandboxing;

namespace Reelsight.Server.Settings;

/// <summary>Everything an owner can set.</summary>
public sealed record ServerSettings
{
    /// <summary>Folder of the database, media and vectors; made when missing.</summary>
    public required string DataDir { get; init; }

    /// <summary>Address to listen on.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>Port to listen on; 0 takes a free one.</summary>
    public int Port { get; init; } = 7860;

    /// <summary>The first API key; null has one made when the server knows none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Folder of the model packs; null takes the place where setup puts them.</summary>
    public string? ModelsDir { get; init; }

    /// <summary>Whether files may be fetched from loopback and private addresses.</summary>
    public bool AllowPrivateUrls { get; init; }

    /// <summary>How browsers reach this server, for media URLs; null takes it from each request.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>Which media the server takes.</summary>
    public MediaLimitsProfile MediaLimits { get; init; }

    /// <summary>The sandbox that media tools must run in; null takes the strongest that the machine offers.</summary>
    public SandboxLevel? Sandbox { get; init; }

    /// <summary>Rare codecs that are decoded nevertheless, by ffmpeg's names.</summary>
    public IReadOnlyList<string> AllowCodecs { get; init; } = [];

    /// <summary>Folder of the built studio; null takes the one beside the program.</summary>
    public string? StudioDir { get; init; }

    /// <summary>How many requests an account may make; none without limits.</summary>
    public IReadOnlyList<RateLimit> RateLimits { get; init; } = [];

    /// <summary>Videos described at the same time; 0 leaves the queue untouched.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>How long work stays with a process that gives no sign of life, before it begins anew.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How log lines are written.</summary>
    public LogFormat LogFormat { get; init; }

    /// <summary>
    /// Root of the OTLP receiver (HTTP with protobuf) that metrics and traces are sent to, such as <c>http://127.0.0.1:4318/</c>; null
    /// sends nothing.
    /// </summary>
    public Uri? OtlpEndpoint { get; init; }

    /// <summary>The language model that writes answers, when there is one.</summary>
    public GenerationSettings Generation { get; init; } = new();
}
