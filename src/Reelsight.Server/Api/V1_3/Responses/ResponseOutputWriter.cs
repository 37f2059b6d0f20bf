using Reelsight.Analysis.Agent;
using Reelsight.Analysis.Tokens;

namespace Reelsight.Server.Api.V1_3.Responses;

/// <summary>Collects the output items of a response. When it is streamed, each item is sent as added, its content, done.</summary>
internal sealed class ResponseOutputWriter(ServerSentEventWriter? stream, bool withSteps, string sessionId, int number) : IAgentOutput
{
    private const string InProgress = "in_progress";
    private const string Completed = "completed";
    private const int TokensPerDelta = 4;

    private readonly List<OutputItemView> _items = [];
    private int _toolCallCount;
    private OutputItemView? _message;

    /// <summary>The completed items.</summary>
    internal IReadOnlyList<OutputItemView> Items => _items;

    /// <summary>Tokens of the tools' outputs.</summary>
    internal int ToolTokens { get; private set; }

    /// <inheritdoc/>
    public async Task AddAsync(ToolCall toolCall)
    {
        ToolTokens += TokenCounter.Count(toolCall.OutputJson);
        if (!withSteps)
        {
            return;
        }

        var place = $"{sessionId}_{number}_{++_toolCallCount}";
        var asked = new OutputItemView
        {
            Type = "function_call",
            Id = $"fc_{place}",
            Status = Completed,
            Name = toolCall.Name,
            CallId = $"call_{place}",
            Arguments = toolCall.ArgumentsJson,
        };
        await BeginItemAsync(asked with { Status = InProgress, Arguments = "" });
        await SendAsync(
            new("response.function_call_arguments.done")
            {
                ItemId = asked.Id,
                OutputIndex = _items.Count,
                Arguments = asked.Arguments,
            }
        );
        await CompleteItemAsync(asked);
        var gave = new OutputItemView
        {
            Type = "function_call_output",
            Id = $"fco_{place}",
            Status = Completed,
            CallId = asked.CallId,
            Output = toolCall.OutputJson,
        };
        await BeginItemAsync(gave with { Status = InProgress });
        await CompleteItemAsync(gave);
    }

    /// <inheritdoc/>
    public bool IsStreamed => stream is not null;

    /// <inheritdoc/>
    public bool HasText => _message is not null;

    /// <summary>Adds the whole answer.</summary>
    internal async Task AddAsync(string text, IReadOnlyList<AnnotationView> annotations)
    {
        foreach (var piece in TokenCounter.Split(text, TokensPerDelta))
        {
            await AddTextAsync(piece);
        }

        await CompleteTextAsync(text, annotations);
    }

    /// <inheritdoc/>
    public async Task AddTextAsync(string piece)
    {
        var message = await BeginTextAsync();
        await SendAsync(
            new("response.output_text.delta")
            {
                ItemId = message.Id,
                OutputIndex = _items.Count,
                ContentIndex = 0,
                Delta = piece,
            }
        );
    }

    /// <summary>Completes the answer whose pieces were added.</summary>
    internal async Task CompleteTextAsync(string text, IReadOnlyList<AnnotationView> annotations)
    {
        var message = await BeginTextAsync();
        var (index, part) = (_items.Count, new ContentPartView(text, annotations));
        await SendAsync(
            new("response.output_text.done")
            {
                ItemId = message.Id,
                OutputIndex = index,
                ContentIndex = 0,
                Text = text,
            }
        );
        await SendAsync(
            new("response.content_part.done")
            {
                ItemId = message.Id,
                OutputIndex = index,
                ContentIndex = 0,
                Part = part,
            }
        );
        await CompleteItemAsync(message with { Status = Completed, Content = [part] });
    }

    private async Task<OutputItemView> BeginTextAsync()
    {
        if (_message is not null)
        {
            return _message;
        }

        _message = new OutputItemView
        {
            Type = "message",
            Id = $"msg_{sessionId}_{number}",
            Status = InProgress,
            Role = "assistant",
            Phase = "final_answer",
            Content = [],
        };
        await BeginItemAsync(_message);
        await SendAsync(
            new("response.content_part.added")
            {
                ItemId = _message.Id,
                OutputIndex = _items.Count,
                ContentIndex = 0,
                Part = new("", []),
            }
        );
        return _message;
    }

    private Task BeginItemAsync(OutputItemView item) =>
        SendAsync(new("response.output_item.added") { OutputIndex = _items.Count, Item = item });

    private async Task CompleteItemAsync(OutputItemView item)
    {
        await SendAsync(new("response.output_item.done") { OutputIndex = _items.Count, Item = item });
        _items.Add(item);
    }

    private Task SendAsync(ResponseEventView view) => stream?.SendAsync(view) ?? Task.CompletedTask;
}
