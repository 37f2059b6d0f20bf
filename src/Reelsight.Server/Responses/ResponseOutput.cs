using Reelsight.Understanding.Agent;
using Reelsight.Understanding.Tokens;

namespace Reelsight.Server.Responses;

/// <summary>
/// The output of a response while it comes about. When it is streamed, each item is sent in the order of the contract: added, its
/// content, done.
/// </summary>
internal sealed class ResponseOutput(EventStream? stream, bool withSteps, string sessionId, int number)
{
    private const string InProgress = "in_progress";
    private const string Completed = "completed";
    private const int TokensOfDelta = 4;

    private readonly List<OutputItemView> _items = [];
    private int _uses;

    /// <summary>The items that are done.</summary>
    internal IReadOnlyList<OutputItemView> Items => _items;

    /// <summary>Tokens that the tools gave back.</summary>
    internal int ToolTokens { get; private set; }

    /// <summary>Adds the use of a tool and what it gave back.</summary>
    internal async Task AddAsync(ToolUse use)
    {
        ToolTokens += TokenCounter.Count(use.OutputJson);
        if (!withSteps) return;
        var place = $"{sessionId}_{number}_{++_uses}";
        var asked = new OutputItemView { Type = "function_call", Id = $"fc_{place}", Status = Completed, Name = use.Name, CallId = $"call_{place}", Arguments = use.ArgumentsJson };
        await BeginAsync(asked with { Status = InProgress, Arguments = "" }).ConfigureAwait(false);
        await SendAsync(new("response.function_call_arguments.done") { ItemId = asked.Id, OutputIndex = _items.Count, Arguments = asked.Arguments }).ConfigureAwait(false);
        await EndAsync(asked).ConfigureAwait(false);
        var gave = new OutputItemView { Type = "function_call_output", Id = $"fco_{place}", Status = Completed, CallId = asked.CallId, Output = use.OutputJson };
        await BeginAsync(gave with { Status = InProgress }).ConfigureAwait(false);
        await EndAsync(gave).ConfigureAwait(false);
    }

    /// <summary>Adds the answer.</summary>
    internal async Task AddAsync(string text, IReadOnlyList<AnnotationView> annotations)
    {
        var message = new OutputItemView { Type = "message", Id = $"msg_{sessionId}_{number}", Status = InProgress, Role = "assistant", Phase = "final_answer", Content = [] };
        var (index, part) = (_items.Count, new ContentPartView(text, annotations));
        await BeginAsync(message).ConfigureAwait(false);
        await SendAsync(new("response.content_part.added") { ItemId = message.Id, OutputIndex = index, ContentIndex = 0, Part = new("", []) }).ConfigureAwait(false);
        foreach (var piece in TokenCounter.Pieces(text, TokensOfDelta))
            await SendAsync(new("response.output_text.delta") { ItemId = message.Id, OutputIndex = index, ContentIndex = 0, Delta = piece }).ConfigureAwait(false);
        await SendAsync(new("response.output_text.done") { ItemId = message.Id, OutputIndex = index, ContentIndex = 0, Text = text }).ConfigureAwait(false);
        await SendAsync(new("response.content_part.done") { ItemId = message.Id, OutputIndex = index, ContentIndex = 0, Part = part }).ConfigureAwait(false);
        await EndAsync(message with { Status = Completed, Content = [part] }).ConfigureAwait(false);
    }

    private Task BeginAsync(OutputItemView item) => SendAsync(new("response.output_item.added") { OutputIndex = _items.Count, Item = item });

    private async Task EndAsync(OutputItemView item)
    {
        await SendAsync(new("response.output_item.done") { OutputIndex = _items.Count, Item = item }).ConfigureAwait(false);
        _items.Add(item);
    }

    private Task SendAsync(ResponseEventView view) => stream?.SendAsync(view) ?? Task.CompletedTask;
}
