using Reelsight.Media.Sandboxing;
using Reelsight.Server.Settings;

namespace Reelsight.Server.Tests.Settings;

public sealed class SettingsTests : IDisposable
{
    private static readonly Dictionary<string, string> _none = [];
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void The_command_line_wins_over_the_environment_and_that_over_the_file()
    {
        File.WriteAllText(_file, """{ "port": 1, "host": "0.0.0.1", "workers": 3, "allow_private_urls": true, /* notes are fine */ }""");
        var settings = SettingsLoader.Load(
            new Dictionary<string, string> { ["port"] = "3" },
            new Dictionary<string, string>
            {
                ["REELSIGHT_PORT"] = "2",
                ["REELSIGHT_HOST"] = "0.0.0.2",
                ["REELSIGHT_API_KEY"] = "k",
                ["PORT"] = "9",
            },
            _file
        );
        Assert.Equal(3, settings.Port);
        Assert.Equal("0.0.0.2", settings.Host);
        Assert.Equal(3, settings.Workers);
        Assert.Equal("k", settings.ApiKey);
        Assert.True(settings.AllowPrivateUrls);
    }

    [Fact]
    public void Without_settings_the_server_is_reachable_from_this_machine_only()
    {
        var settings = SettingsLoader.Load(_none, _none, null);
        Assert.Equal(("127.0.0.1", 7860, false, null), (settings.Host, settings.Port, settings.AllowPrivateUrls, settings.ApiKey));
        Assert.Equal(SettingsLoader.DefaultDataDir, settings.DataDir);
    }

    [Theory]
    [InlineData("port", "70000")]
    [InlineData("port", "x")]
    [InlineData("allow_private_urls", "maybe")]
    [InlineData("public_url", "example")]
    [InlineData("media_limits", "some")]
    [InlineData("workers", "-1")]
    [InlineData("lease", "2")]
    [InlineData("log_format", "xml")]
    [InlineData("sandbox", "docker")]
    [InlineData("allow_codecs", "snow;exr")]
    [InlineData("otlp_endpoint", "collector:4318")]
    public void A_bad_value_is_refused_with_the_name_of_the_setting_and_the_value(string name, string value)
    {
        var onLine = Assert.Throws<SettingsException>(() =>
            SettingsLoader.Load(new Dictionary<string, string> { [name] = value }, _none, null)
        );
        Assert.Contains($"--{name.Replace('_', '-')}", onLine.Message, StringComparison.Ordinal);
        Assert.Contains(value, onLine.Message, StringComparison.Ordinal);
        var variable = $"REELSIGHT_{name.ToUpperInvariant()}";
        var inEnvironment = Assert.Throws<SettingsException>(() =>
            SettingsLoader.Load(_none, new Dictionary<string, string> { [variable] = value }, null)
        );
        Assert.Contains(variable, inEnvironment.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("auto", null)]
    [InlineData("bubblewrap", SandboxLevel.Bubblewrap)]
    [InlineData("Namespaces", SandboxLevel.Namespaces)]
    [InlineData("limits", SandboxLevel.Limits)]
    public void A_sandbox_is_demanded_by_its_name(string value, SandboxLevel? level) =>
        Assert.Equal(level, SettingsLoader.Load(_none, new Dictionary<string, string> { ["REELSIGHT_SANDBOX"] = value }, null).Sandbox);

    [Fact]
    public void Rare_codecs_are_allowed_by_a_list_of_names()
    {
        var environment = new Dictionary<string, string> { ["REELSIGHT_ALLOW_CODECS"] = "magicyuv, rv10" };
        Assert.Equal(["magicyuv", "rv10"], SettingsLoader.Load(_none, environment, null).AllowCodecs);
    }

    [Theory]
    [InlineData("""{ "prot": 1 }""", "prot")]
    [InlineData("[1]", "JSON object")]
    [InlineData("{", "JSON object")]
    public void A_file_that_cannot_be_used_is_refused_with_the_cause(string text, string cause)
    {
        File.WriteAllText(_file, text);
        var error = Assert.Throws<SettingsException>(() => SettingsLoader.Load(_none, _none, _file));
        Assert.Contains(_file, error.Message, StringComparison.Ordinal);
        Assert.Contains(cause, error.Message, StringComparison.Ordinal);
    }
}
