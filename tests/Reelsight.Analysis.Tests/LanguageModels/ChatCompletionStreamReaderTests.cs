using System.Text;
using Microsoft.Extensions.AI;
using Reelsight.Analysis.LanguageModels;

namespace Reelsight.Analysis.Tests.LanguageModels;

/// <summary>Streams of chat completions, as servers send them that do not keep to the letter of the standard.</summary>
public sealed class ChatCompletionStreamReaderTests
{
    private const string Hello = """data: {"choices":[{"delta":{"content":"Hello"}}]}""";
    private const string World = """data: {"choices":[{"delta":{"content":" wörld"},"finish_reason":"stop"}]}""";

    [Theory]
    [InlineData("\n\n", "\n\n")]
    [InlineData("\r\n\r\n", "\r\n\r\n")]
    [InlineData("\n", "\n")]
    [InlineData("\n\n", "")]
    [InlineData("\n: a comment\nevent: message\nid: 7\n\n", "\n\n")]
    public async Task Events_are_read_however_their_lines_end(string between, string end)
    {
        var (text, finish) = await ReadAsync(Hello + between + World + end);
        Assert.Equal("Hello wörld", text);
        Assert.Equal(ChatFinishReason.Stop, finish);
    }

    [Fact]
    public async Task A_stream_that_says_that_it_is_done_is_complete() =>
        Assert.Equal(("Hello", ChatFinishReason.Stop), await ReadAsync($"{Hello}\n\ndata: [DONE]"));

    [Fact]
    public async Task A_stream_that_just_ends_was_interrupted() =>
        await Assert.ThrowsAsync<FormatException>(() => ReadAsync(Hello + "\n\n"));

    [Fact]
    public async Task A_line_without_end_is_refused() =>
        await Assert.ThrowsAsync<FormatException>(() => ReadAsync("data: " + new string('x', 2 << 20)));

    [Fact]
    public async Task An_answer_is_cut_off_at_its_largest_length() =>
        Assert.Equal(("Hel", ChatFinishReason.Length), await ReadAsync($"{Hello}\n\n{World}\n\n", maxLength: 3));

    [Fact]
    public async Task The_tokens_that_a_server_reports_come_with_the_last_update()
    {
        const string Usage = """data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":2}}""";
        using var body = Body($"{World}\n\n{Usage}\n\n");
        var updates = await ChatCompletionStreamReader.ReadAsync(body, 100, default).ToListAsync();
        var usage = Assert.Single(updates[^1].Contents.OfType<UsageContent>()).Details;
        Assert.Equal((3L, 2L), (usage.InputTokenCount, usage.OutputTokenCount));
    }

    private static async Task<(string Text, ChatFinishReason? Finish)> ReadAsync(string events, int maxLength = 100)
    {
        using var body = Body(events);
        var updates = await ChatCompletionStreamReader.ReadAsync(body, maxLength, default).ToListAsync();
        return (string.Concat(updates.Select(u => u.Text)), updates[^1].FinishReason);
    }

    private static MemoryStream Body(string events) => new(Encoding.UTF8.GetBytes(events));
}
