using Reelsight.Server.Http.RateLimits;

namespace Reelsight.Server;

/// <summary>Which media the server takes.</summary>
public enum MediaLimitsProfile
{
    /// <summary>Whatever can be decoded.</summary>
    None,

    /// <summary>The limits of the v1.3 contract: 4 s to 4 h, 360 pixels and more, aspect ratios up to 2.4.</summary>
    TwelveLabs,
}

/// <summary>A language model that writes answers: any server that speaks the chat completions of the OpenAI API.</summary>
public sealed record GenerationSettings
{
    /// <summary>Root of its API, such as <c>http://127.0.0.1:11434/v1</c>; null leaves answers to the composer.</summary>
    public Uri? Url { get; init; }

    /// <summary>The model's name there.</summary>
    public string? Model { get; init; }

    /// <summary>The bearer key that it asks for, or null. Neither logged nor shown.</summary>
    public string? Key { get; init; }

    /// <summary>Tokens that question and answer may have together.</summary>
    public int ContextTokens { get; init; } = 8192;

    /// <summary>Most pictures that go with a question; 0 for models that take none.</summary>
    public int MaxImages { get; init; }

    /// <summary>Longest time for one answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(120);

    // The key stays out of logs even if the settings are written to one.
    private bool PrintMembers(System.Text.StringBuilder text)
    {
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"Url = {Url}, Model = {Model}");
        return true;
    }
}

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

    /// <summary>Folder of the built studio; null takes the one beside the program.</summary>
    public string? StudioDir { get; init; }

    /// <summary>How many requests an account may make; none without limits.</summary>
    public IReadOnlyList<RateLimit> RateLimits { get; init; } = [];

    /// <summary>Videos described at the same time; 0 leaves the queue untouched.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>How long work stays with a process that gives no sign of life, before it begins anew.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The language model that writes answers, when there is one.</summary>
    public GenerationSettings Generation { get; init; } = new();
}
