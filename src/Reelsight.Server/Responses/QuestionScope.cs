using System.Globalization;
using System.Text.RegularExpressions;
using Reelsight.Storage.Records;

namespace Reelsight.Server.Responses;

/// <summary>What a question is about, and the question in words.</summary>
/// <param name="Question">The last message; references to selections replaced by neutral words.</param>
/// <param name="Items">The ready items it is about.</param>
/// <param name="UnreadyItems">How many more it is about that are not ready.</param>
internal sealed record QuestionScope(string Question, IReadOnlyList<VideoRecord> Items, int UnreadyItems);
