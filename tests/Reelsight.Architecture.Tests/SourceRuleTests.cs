using System.Text.RegularExpressions;

namespace Reelsight.Architecture.Tests;

/// <summary>Rules about the text of the sources that no compiler checks.</summary>
public sealed partial class SourceRuleTests
{
    private const int MaxLines = 400;
    private const int MaxColumns = 140;

    [Fact]
    public void Processes_are_started_only_by_media_and_by_the_fetching_of_model_packs() =>
        AssertOnlyIn(StartsProcess(), "src/Reelsight.Media/", "src/Reelsight.Inference/Packs/");

    [Fact]
    public void Requests_leave_only_through_the_guarded_client_and_the_command_lines_own_one() =>
        AssertOnlyIn(MakesHttpClient(), "src/Reelsight.Fetch/", "src/Reelsight.Cli/Client/");

    [Fact]
    public void A_pattern_that_is_to_match_a_whole_text_does_not_let_a_line_feed_follow() =>
        AssertNone(SourceTree.ProductFiles(), file => EndsBeforeLineFeed().IsMatch(SourceTree.Read(file)));

    [Fact]
    public void The_clock_is_injected() => AssertOnlyIn(ReadsTheClock());

    [Fact]
    public void No_source_file_is_too_long_to_read_at_one_sitting() =>
        AssertNone(SourceTree.WrittenFiles().Where(file => file.EndsWith(".cs", StringComparison.Ordinal)), file =>
            File.ReadLines(Path.Combine(SourceTree.Root, file)).Count() > MaxLines
        );

    [Fact]
    public void No_line_of_code_is_longer_than_the_formatter_makes_it() =>
        Offenders.AssertNone(
            from file in SourceTree.CSharpFiles().Concat(ScriptFiles())
            from line in File.ReadLines(Path.Combine(SourceTree.Root, file)).Index()
            where line.Item.Length > MaxColumns
            select $"{file}:{line.Index + 1}: {line.Item.Length} columns"
        );

    [Fact]
    public void No_file_names_a_place_on_somebodys_machine_or_a_registry_host() =>
        AssertNone(
            SourceTree.WrittenFiles().Where(file => !file.EndsWith(nameof(SourceRuleTests) + ".cs", StringComparison.Ordinal)),
            file => NamesAPlace().IsMatch(SourceTree.Read(file))
        );

    [Fact]
    public void Nothing_is_left_unfinished() => AssertNone(SourceTree.ProductFiles(), file => Unfinished().IsMatch(SourceTree.Read(file)));

    private static void AssertOnlyIn(Regex pattern, params string[] folders) =>
        AssertNone(
            SourceTree.ProductFiles().Where(file => !folders.Any(folder => file.StartsWith(folder, StringComparison.Ordinal))),
            file => pattern.IsMatch(SourceTree.Read(file))
        );

    private static void AssertNone(IEnumerable<string> files, Func<string, bool> offends) => Offenders.AssertNone(files.Where(offends));

    // Types that a program writes from the served description are as long as it makes them.
    private static IEnumerable<string> ScriptFiles() =>
        new[] { "studio", "tests", "bench" }
            .SelectMany(folder => SourceTree.FilesIn(folder, ".ts", ".tsx", ".mjs"))
            .Where(file => !file.EndsWith("/schema.d.ts", StringComparison.Ordinal));

    [GeneratedRegex(@"Process\.Start|new ProcessStartInfo|new Process\b")]
    private static partial Regex StartsProcess();

    [GeneratedRegex(
        @"new (HttpClient|HttpMessageInvoker|SocketsHttpHandler|HttpClientHandler)\b|AddHttpClient\(|new Socket\(|\bDns\."
            + @"|\b(TcpClient|UdpClient|WebRequest|ClientWebSocket)\b"
    )]
    private static partial Regex MakesHttpClient();

    // "$" also matches before a line feed at the end; "\z" is the end itself.
    [GeneratedRegex("""GeneratedRegex\(@?"(\(\?i\))?\^[^"\n]*\$"\)""")]
    private static partial Regex EndsBeforeLineFeed();

    [GeneratedRegex(@"DateTime(Offset)?\.(Utc)?Now\b|Thread\.Sleep|Stopwatch\.StartNew")]
    private static partial Regex ReadsTheClock();

    [GeneratedRegex(
        @"(^|[^A-Za-z0-9_.])/(work|root|home|farm)/[a-z.]|(registry|api|deb)\.[a-z]+\.(org|net)|[A-Z]:\\\\Users",
        RegexOptions.Multiline
    )]
    private static partial Regex NamesAPlace();

    [GeneratedRegex(@"NotImplementedException|\b(TODO|FIXME|HACK)\b")]
    private static partial Regex Unfinished();
}
