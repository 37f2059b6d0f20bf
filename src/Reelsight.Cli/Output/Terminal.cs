using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reelsight.Cli.Output;

/// <summary>
/// Where a command writes. Answers go to standard output: sentences for people, or one JSON document and nothing else.
/// Progress goes to standard error: one line that is rewritten on a terminal, plain lines elsewhere.
/// </summary>
internal sealed class Terminal(TextWriter output, TextWriter progress, bool json, bool rewrites)
{
    private static readonly JsonSerializerOptions _format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Lock _gate = new();
    private int _statusLength;

    /// <summary>Whether the answer is one JSON document.</summary>
    public bool Json { get; } = json;

    public static Terminal ForProcess(bool json) =>
        new(
            Console.Out,
            Console.Error,
            json,
            rewrites: !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "dumb")
        );

    /// <summary>A line of the answer for people; silent when the answer is JSON.</summary>
    public void WriteLine(string line = "")
    {
        if (Json)
        {
            return;
        }

        lock (_gate)
        {
            Clear();
            output.WriteLine(line);
        }
    }

    /// <summary>The answer as JSON; silent when it is for people.</summary>
    public void WriteJson(object document)
    {
        if (Json)
        {
            output.WriteLine(JsonSerializer.Serialize(document, _format));
        }
    }

    /// <summary>A lasting line of progress.</summary>
    public void WriteProgress(string line)
    {
        lock (_gate)
        {
            Clear();
            progress.WriteLine(line);
        }
    }

    /// <summary>What is being done right now. Only a terminal shows it.</summary>
    public void ShowStatus(string line)
    {
        if (!rewrites)
        {
            return;
        }

        lock (_gate)
        {
            // A terminal that does not say how wide it is says 0.
            var width = Console.WindowWidth is var known and > 1 ? known - 1 : 79;
            var shown = line.Length <= width ? line : line[..width];
            progress.Write('\r' + shown.PadRight(_statusLength));
            _statusLength = shown.Length;
        }
    }

    /// <summary>Takes the status line away.</summary>
    public void ClearStatus()
    {
        lock (_gate)
        {
            Clear();
        }
    }

    private void Clear()
    {
        if (_statusLength == 0)
        {
            return;
        }

        progress.Write('\r' + new string(' ', _statusLength) + '\r');
        _statusLength = 0;
    }
}
