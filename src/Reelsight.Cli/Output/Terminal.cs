using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Reelsight.Cli.Output;

/// <summary>
/// Where a command writes. Results go to standard output: text for people, or one JSON document and nothing else. Progress goes to
/// standard error. A stream that is a terminal gets tables and progress bars that fit its width; a stream that is redirected gets plain
/// lines, which stay the same from version to version so that scripts can read them.
/// </summary>
/// <param name="output">Standard output.</param>
/// <param name="progress">Standard error.</param>
/// <param name="json">Whether the result is one JSON document.</param>
/// <param name="outputScreen">The terminal behind standard output; null when there is none.</param>
/// <param name="progressScreen">The terminal behind standard error; null when there is none.</param>
internal sealed class Terminal(
    TextWriter output,
    TextWriter progress,
    bool json,
    IAnsiConsole? outputScreen = null,
    IAnsiConsole? progressScreen = null
)
{
    private static readonly JsonSerializerOptions _format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Lock _gate = new();

    /// <summary>Whether the result is one JSON document.</summary>
    public bool Json { get; } = json;

    /// <summary>The standard streams of this process.</summary>
    public static Terminal ForProcess(bool json) =>
        new(
            Console.Out,
            Console.Error,
            json,
            outputScreen: json || Console.IsOutputRedirected ? null : TryCreateScreen(Console.Out),
            progressScreen: Console.IsErrorRedirected ? null : TryCreateScreen(Console.Error)
        );

    /// <summary>Writes a line of the result for people; does nothing when the result is JSON.</summary>
    public void WriteLine(string line = "")
    {
        if (Json)
        {
            return;
        }

        lock (_gate)
        {
            output.WriteLine(line);
        }
    }

    /// <summary>Writes the result as JSON; does nothing when it is for people.</summary>
    public void WriteJson(object document)
    {
        if (Json)
        {
            output.WriteLine(JsonSerializer.Serialize(document, _format));
        }
    }

    /// <summary>Writes a table of the result, when standard output is a terminal.</summary>
    /// <param name="columns">Headings of the columns.</param>
    /// <param name="rows">Rows with one text for each column; text that does not fit is wrapped inside its cell.</param>
    /// <returns>False when there is no terminal: the caller then writes plain lines.</returns>
    public bool TryWriteTable(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        if (Json || outputScreen is null)
        {
            return false;
        }

        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column, new Style(decoration: Decoration.Bold))));
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(IRenderable (cell) => new Text(cell)));
        }

        lock (_gate)
        {
            outputScreen.Write(table);
        }
        return true;
    }

    /// <summary>Writes a table of the result; where standard output is no terminal, each row as a line.</summary>
    /// <param name="columns">Headings of the columns.</param>
    /// <param name="rows">Rows with one text for each column.</param>
    public void WriteTable(IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (TryWriteTable(columns, rows))
        {
            return;
        }

        foreach (var row in rows)
        {
            WriteLine(string.Join("  ", row).TrimEnd());
        }
    }

    /// <summary>Writes a line of progress that stays on the screen.</summary>
    public void WriteProgress(string line)
    {
        lock (_gate)
        {
            if (progressScreen is null)
            {
                progress.WriteLine(line);
            }
            else
            {
                // The screen puts the line above the bars that it shows.
                progressScreen.WriteLine(line);
            }
        }
    }

    /// <summary>Runs work while a terminal shows what is being waited for.</summary>
    public Task<T> WaitAsync<T>(string what, Func<Task<T>> work) =>
        progressScreen is null ? work() : progressScreen.Status().StartAsync(Markup.Escape(what), _ => work());

    /// <summary>Runs work while a terminal shows its progress bars, which are removed at the end.</summary>
    public Task<T> ShowProgressAsync<T>(Func<ProgressBars, Task<T>> work) =>
        progressScreen is null
            ? work(new ProgressBars(null))
            : progressScreen
                .Progress()
                .AutoClear(true)
                .HideCompleted(true)
                .Columns(
                    new ProgressBarColumn { Width = 24 },
                    new PercentageColumn(),
                    new TaskDescriptionColumn { Alignment = Justify.Left }
                )
                .StartAsync(context => work(new ProgressBars(context)));

    private static IAnsiConsole? TryCreateScreen(TextWriter writer) =>
        Environment.GetEnvironmentVariable("TERM") is null or "dumb"
            ? null
            : AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
}
