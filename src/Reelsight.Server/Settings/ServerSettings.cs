using System.Net;
using Reelsight.Analysis.LanguageModels;
using Reelsight.Media.Sandboxing;
using Reelsight.Pipeline.Jobs;

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

    /// <summary>Whether commands may send the API key to other machines without encryption.</summary>
    public bool AllowPlainHttp { get; init; }

    /// <summary>Folder of the model packs; null takes the place where setup puts them.</summary>
    public string? ModelsDir { get; init; }

    /// <summary>Whether files may be fetched from loopback and private addresses.</summary>
    public bool AllowPrivateUrls { get; init; }

    /// <summary>Least bytes a second that a file behind a URL must come with; 0 for no such limit.</summary>
    public int FetchMinRate { get; init; } = 10 << 10;

    /// <summary>Longest time that one file behind a URL may take.</summary>
    public TimeSpan FetchMaxTime { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Transfers from and to other servers at the same time, beside <see cref="Workers"/>; one tenant has half at most.</summary>
    public int FetchSlots { get; init; } = 8;

    /// <summary>How browsers reach this server, for media URLs; null takes it from each request.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>
    /// Names and addresses besides its own that the server may be asked under: <c>video.example.org</c>, <c>*.example.org</c>, or <c>*</c>
    /// for any.
    /// </summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>
    /// Networks of the proxies whose word is taken for the address and the scheme that a request came with (X-Forwarded-For and
    /// X-Forwarded-Proto).
    /// </summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

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

    /// <summary>The server is not ready (<c>/readyz</c>) when the disk of the data folder has fewer megabytes left.</summary>
    public int MinFreeMegabytes { get; init; } = 256;

    /// <summary>How long events of the audit log are kept.</summary>
    public TimeSpan AuditRetention { get; init; } = TimeSpan.FromDays(365);

    /// <summary>Videos described at the same time; 0 leaves the queue untouched.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>
    /// Requests of one kind (searches, analyses, embeddings, uploads) at work at the same time; one tenant has half at most.
    /// </summary>
    public int MaxRequests { get; init; } = 128;

    /// <summary>Niceness of the media tools, 0 to 19.</summary>
    public int Nice { get; init; } = 5;

    /// <summary>Hours of the day in which videos are indexed; null at all hours.</summary>
    public DailyHours? Hours { get; init; }

    /// <summary>Share of the time in which indexing works, in percent, 1 to 100.</summary>
    public int CpuLimit { get; init; } = 100;

    /// <summary>How long work stays with a process that gives no sign of life, before it begins anew.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How log lines are written.</summary>
    public LogFormat LogFormat { get; init; }

    /// <summary>
    /// Root of the OTLP receiver (HTTP with protobuf) that metrics and traces are sent to, such as <c>http://127.0.0.1:4318/</c>; null
    /// sends nothing.
    /// </summary>
    public Uri? OtlpEndpoint { get; init; }

    /// <summary>How people sign in by OpenID Connect, when they do.</summary>
    public OpenIdSettings OpenId { get; init; } = new();

    /// <summary>The language model that writes answers, when there is one.</summary>
    public GenerationSettings Generation { get; init; } = new();
}
