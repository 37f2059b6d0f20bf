using System.Globalization;
using System.Net;
using System.Text.Json;
using Reelsight.Media.Sandboxing;
using Reelsight.Pipeline.Jobs;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Settings;

/// <summary>
/// Reads settings from the command line, the environment (<c>REELSIGHT_*</c>) and one JSON file; the first that names a setting wins. A
/// setting has one name: <c>--allow-private-urls</c>, <c>REELSIGHT_ALLOW_PRIVATE_URLS</c> and <c>"allow_private_urls"</c> are the same.
/// </summary>
public static class SettingsLoader
{
    private delegate ServerSettings Setter(ServerSettings settings, string value);

    private static readonly Dictionary<string, (Setter Set, string Allowed)> _settings = new(StringComparer.Ordinal)
    {
        ["data"] = ((s, v) => s with { DataDir = Path.GetFullPath(v) }, "a folder"),
        ["host"] = ((s, v) => s with { Host = v }, "an address to listen on, such as 127.0.0.1"),
        ["port"] = ((s, v) => s with { Port = ParseInteger(v, 0, 65535) }, "a whole number from 0 to 65535"),
        ["api_key"] = ((s, v) => s with { ApiKey = v }, "a text"),
        ["allow_plain_http"] = ((s, v) => s with { AllowPlainHttp = ParseBoolean(v) }, "true or false (or 1 or 0)"),
        ["models"] = ((s, v) => s with { ModelsDir = Path.GetFullPath(v) }, "a folder"),
        ["allow_private_urls"] = ((s, v) => s with { AllowPrivateUrls = ParseBoolean(v) }, "true or false (or 1 or 0)"),
        ["fetch_min_rate"] = (
            (s, v) => s with { FetchMinRate = ParseInteger(v, 0, 1_000_000_000) },
            "a whole number of bytes a second from 0 to 1000000000"
        ),
        ["fetch_max_time"] = (
            (s, v) => s with { FetchMaxTime = TimeSpan.FromSeconds(ParseInteger(v, 1, 604_800)) },
            "a whole number of seconds from 1 to 604800"
        ),
        ["fetch_slots"] = ((s, v) => s with { FetchSlots = ParseInteger(v, 1, 64) }, "a whole number from 1 to 64"),
        ["public_url"] = ((s, v) => s with { PublicUrl = ParseUrl(v) }, "an http or https URL"),
        ["allowed_hosts"] = (
            (s, v) => s with { AllowedHosts = ParseHosts(v) },
            "names without ports, such as video.example.org, *.example.org or 192.0.2.7, or * for any"
        ),
        ["media_limits"] = ((s, v) => s with { MediaLimits = ParseMediaLimits(v) }, "none or twelvelabs"),
        ["sandbox"] = ((s, v) => s with { Sandbox = ParseSandbox(v) }, "auto, bubblewrap, namespaces or limits"),
        ["allow_codecs"] = ((s, v) => s with { AllowCodecs = ParseNames(v) }, "ffmpeg's names of codecs, such as magicyuv,svq3"),
        ["rate_limits"] = (
            (s, v) => s with { RateLimits = RateLimit.Parse(v) },
            $"off, or limits such as search=60/minute, analyze=500/day (for {string.Join(", ", RateCategories.All)})"
        ),
        ["trusted_proxies"] = (
            (s, v) => s with { TrustedProxies = ParseNetworks(v) },
            "addresses or networks of proxies, such as 127.0.0.1 or 172.16.0.0/12"
        ),
        ["audit_days"] = (
            (s, v) => s with { AuditRetention = TimeSpan.FromDays(ParseInteger(v, 1, 3650)) },
            "a whole number of days from 1 to 3650"
        ),
        ["workers"] = ((s, v) => s with { Workers = ParseInteger(v, 0, 64) }, "a whole number from 0 to 64"),
        ["max_requests"] = ((s, v) => s with { MaxRequests = ParseInteger(v, 2, 100_000) }, "a whole number from 2 to 100000"),
        ["nice"] = ((s, v) => s with { Nice = ParseInteger(v, 0, 19) }, "a whole number from 0 to 19"),
        ["cpu_limit"] = ((s, v) => s with { CpuLimit = ParseInteger(v, 1, 100) }, "a whole number of percent from 1 to 100"),
        ["hours"] = ((s, v) => s with { Hours = DailyHours.Parse(v) }, "all, or hours of the day such as 22:00-06:00"),
        ["min_free_mb"] = (
            (s, v) => s with { MinFreeMegabytes = ParseInteger(v, 0, int.MaxValue) },
            "a whole number of megabytes, 0 or more"
        ),
        ["lease"] = (
            (s, v) => s with { Lease = TimeSpan.FromSeconds(ParseInteger(v, 3, 3600)) },
            "a whole number of seconds from 3 to 3600"
        ),
        ["log_format"] = ((s, v) => s with { LogFormat = ParseLogFormat(v) }, "text or json"),
        ["otlp_endpoint"] = (
            (s, v) => s with { OtlpEndpoint = ParseRootUrl(v) },
            "the http or https URL of an OTLP receiver, such as http://127.0.0.1:4318"
        ),
        ["oidc_issuer"] = (
            (s, v) => s with { OpenId = s.OpenId with { Issuer = ParseIssuer(v) } },
            "the https URL of an OpenID Connect issuer, such as https://login.example.org/realms/main (http only on this machine)"
        ),
        ["oidc_client_id"] = ((s, v) => s with { OpenId = s.OpenId with { ClientId = v } }, "what the issuer calls this server"),
        ["oidc_client_secret"] = ((s, v) => s with { OpenId = s.OpenId with { ClientSecret = v } }, "a text"),
        ["oidc_name"] = ((s, v) => s with { OpenId = s.OpenId with { Name = v } }, "a text"),
        ["oidc_role"] = (
            (s, v) => s with { OpenId = s.OpenId with { Role = ParseRole(v) } },
            "none, or the role of people who are new: viewer, labeller, reviewer or admin"
        ),
        ["generation_url"] = (
            (s, v) => s with { Generation = s.Generation with { Url = ParseRootUrl(v) } },
            "the http or https URL of an API with chat/completions, such as http://127.0.0.1:11434/v1"
        ),
        ["generation_model"] = ((s, v) => s with { Generation = s.Generation with { Model = v } }, "the name of a model"),
        ["generation_key"] = ((s, v) => s with { Generation = s.Generation with { Key = v } }, "a text"),
        ["generation_context"] = (
            (s, v) => s with { Generation = s.Generation with { ContextTokens = ParseInteger(v, 2048, 2_000_000) } },
            "a whole number of tokens from 2048 to 2000000"
        ),
        ["generation_pictures"] = (
            (s, v) => s with { Generation = s.Generation with { MaxImages = ParseInteger(v, 0, 32) } },
            "a whole number from 0 to 32"
        ),
        ["generation_timeout"] = (
            (s, v) => s with { Generation = s.Generation with { Timeout = TimeSpan.FromSeconds(ParseInteger(v, 1, 3600)) } },
            "a whole number of seconds from 1 to 3600"
        ),
    };

    /// <summary>Names of all settings, as the JSON file writes them.</summary>
    public static IReadOnlyCollection<string> Names => _settings.Keys;

    /// <summary>Where data lies when nobody says: <c>reelsight</c> in the user's folder for application data.</summary>
    public static string DefaultDataDir =>
        Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
            "reelsight"
        );

    /// <summary>Combines the three sources.</summary>
    /// <param name="commandLine">Settings given there, by name.</param>
    /// <param name="environment">Variables of the process, by their full names.</param>
    /// <param name="file">Path of the JSON file, or null.</param>
    /// <exception cref="SettingsException">A value cannot be used, the file cannot be read, or it holds an unknown setting.</exception>
    public static ServerSettings Load(
        IReadOnlyDictionary<string, string> commandLine,
        IReadOnlyDictionary<string, string> environment,
        string? file
    )
    {
        var inFile = file is null ? [] : ReadFile(file);
        var settings = new ServerSettings { DataDir = DefaultDataDir };
        foreach (var (name, (set, allowed)) in _settings)
        {
            var variable = $"REELSIGHT_{name.ToUpperInvariant()}";
            var option = $"--{name.Replace('_', '-')}";
            if (commandLine.TryGetValue(name, out var value))
            {
                settings = Apply(option);
            }
            else if (environment.TryGetValue(variable, out value) && value.Length > 0)
            {
                settings = Apply(variable);
            }
            else if (inFile.TryGetValue(name, out value))
            {
                settings = Apply($"\"{name}\" in {file}");
            }

            ServerSettings Apply(string source)
            {
                if (value.Any(char.IsControl))
                {
                    // Such as a NUL, at which a name of a file would end.
                    throw new SettingsException($"The setting {source} must be {allowed}, and must not hold control characters.");
                }
                try
                {
                    return set(settings, value);
                }
                catch (Exception e) when (e is FormatException or ArgumentException)
                {
                    throw new SettingsException($"The setting {source} must be {allowed}, not \"{value}\".");
                }
            }
        }
        if (settings.OpenId is { Issuer: not null, ClientId: null })
        {
            throw new SettingsException(
                "The setting oidc_issuer needs oidc_client_id: what the issuer calls this server (REELSIGHT_OIDC_CLIENT_ID)."
            );
        }

        return settings.Generation is { Url: not null, Model: null }
            ? throw new SettingsException(
                "The setting generation_url needs generation_model: name the model that is to answer (--generation-model or "
                    + "REELSIGHT_GENERATION_MODEL)."
            )
            : settings;
    }

    private static Dictionary<string, string> ReadFile(string file)
    {
        try
        {
            using var json = JsonDocument.Parse(
                File.ReadAllBytes(file),
                new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }
            );
            var values = json.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.ToString(), StringComparer.Ordinal);
            var unknown = values.Keys.FirstOrDefault(n => !_settings.ContainsKey(n));
            return unknown is null
                ? values
                : throw new SettingsException($"{file} holds the unknown setting \"{unknown}\". Known are {string.Join(", ", Names)}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            throw new SettingsException($"The settings file {file} cannot be read as a JSON object: {e.Message}");
        }
    }

    private static int ParseInteger(string value, int min, int max) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw new FormatException();

    private static bool ParseBoolean(string value) =>
        value.ToUpperInvariant() switch
        {
            "1" or "TRUE" => true,
            "0" or "FALSE" => false,
            _ => throw new FormatException(),
        };

    private static Uri ParseUrl(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url! : throw new FormatException();

    private static string[] ParseHosts(string value)
    {
        var hosts = value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return Array.TrueForAll(hosts, IsHost) ? hosts : throw new FormatException();

        static bool IsHost(string host) =>
            host == "*" || Uri.CheckHostName(host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host) != UriHostNameType.Unknown;
    }

    private static IReadOnlyList<IPNetwork> ParseNetworks(string value) =>
        [
            .. value
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(text => IPAddress.TryParse(text, out var address) ? ToNetwork(address) : IPNetwork.Parse(text)),
        ];

    private static IPNetwork ToNetwork(IPAddress address) => new(address, address.GetAddressBytes().Length * 8);

    private static Uri ParseIssuer(string value) =>
        ParseUrl(value) is { UserInfo.Length: 0, Query.Length: 0, Fragment.Length: 0 } url
        && (url.Scheme == Uri.UriSchemeHttps || url.IsLoopback)
            ? url
            : throw new FormatException();

    private static PersonRole? ParseRole(string value) =>
        value.ToUpperInvariant() switch
        {
            "NONE" => null,
            "VIEWER" => PersonRole.Viewer,
            "LABELLER" => PersonRole.Labeller,
            "REVIEWER" => PersonRole.Reviewer,
            "ADMIN" => PersonRole.Admin,
            _ => throw new FormatException(),
        };

    // With a slash at the end, so that paths are added to it.
    private static Uri ParseRootUrl(string value) =>
        ParseUrl(value) is { UserInfo.Length: 0, Query.Length: 0, Fragment.Length: 0 } url
            ? new Uri(url.AbsoluteUri.TrimEnd('/') + "/")
            : throw new FormatException();

    private static LogFormat ParseLogFormat(string value) =>
        value.ToUpperInvariant() switch
        {
            "TEXT" => LogFormat.Text,
            "JSON" => LogFormat.Json,
            _ => throw new FormatException(),
        };

    private static SandboxLevel? ParseSandbox(string value) =>
        value.ToUpperInvariant() switch
        {
            "AUTO" => null,
            "BUBBLEWRAP" => SandboxLevel.Bubblewrap,
            "NAMESPACES" => SandboxLevel.Namespaces,
            "LIMITS" => SandboxLevel.Limits,
            _ => throw new FormatException(),
        };

    // They become part of a tool's argument, in which commas separate.
    private static string[] ParseNames(string value) =>
        value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is var names
        && Array.TrueForAll(names, name => name.Length <= 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.'))
            ? names
            : throw new FormatException();

    private static MediaLimitsProfile ParseMediaLimits(string value) =>
        value.ToUpperInvariant() switch
        {
            "NONE" => MediaLimitsProfile.None,
            "TWELVELABS" => MediaLimitsProfile.TwelveLabs,
            _ => throw new FormatException(),
        };
}
