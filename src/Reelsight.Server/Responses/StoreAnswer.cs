using Reelsight.Analysis.Agent;
using Reelsight.Analysis.LanguageModels;
using Reelsight.Server.Api.V1_3.Analyze;

namespace Reelsight.Server.Responses;

/// <summary>An answer, what a language model wrote of it, and who is named as the writer: nobody when there is no endpoint.</summary>
internal sealed record StoreAnswer(AgentAnswer Answer, GeneratedAnswer? Generated, GenerationView? Generation);
