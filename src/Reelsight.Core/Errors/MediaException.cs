namespace Reelsight.Core.Errors;

/// <summary>A media file cannot be used, however often it is tried.</summary>
/// <param name="code">One of <see cref="FailureCodes"/>.</param>
/// <param name="message">What is wrong with the file, in one plain sentence that holds no path.</param>
/// <param name="inner">The technical cause, where there is one.</param>
public sealed class MediaException(string code, string message, Exception? inner = null)
    : PermanentFailureException(new Failure(code, message), inner);
