using Reelsight.Search;
using Reelsight.Server.Analyze;
using Reelsight.Server.Generation;
using Reelsight.Server.Http;
using Reelsight.Storage;
using Reelsight.Understanding.Agent;
using Reelsight.Understanding.Facts;
using Reelsight.Understanding.Generating;

namespace Reelsight.Server.Responses;

/// <summary>An answer, what a language model wrote of it, and who is named as the writer: nobody when there is no endpoint.</summary>
internal sealed record StoreAnswer(AgentAnswer Answer, GeneratedAnswer? Generated, GenerationView? Generation);
