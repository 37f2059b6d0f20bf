namespace Reelsight.Core.Errors;

/// <summary>A file that cannot be used, with the code clients know and one plain sentence that names the cause.</summary>
/// <param name="code">One of <see cref="MediaFailureCodes"/>.</param>
/// <param name="sentence">What is wrong with the file, in plain words; never holds a path.</param>
/// <param name="inner">The technical cause, where there is one.</param>
public sealed class MediaException(string code, string sentence, Exception? inner = null) : Exception(sentence, inner)
{
    /// <summary>The error code, one of <see cref="MediaFailureCodes"/>.</summary>
    public string Code { get; } = code;

    /// <summary>What is wrong with the file, in plain words.</summary>
    public string Sentence => Message;
}
