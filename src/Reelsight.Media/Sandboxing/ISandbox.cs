namespace Reelsight.Media.Sandboxing;

/// <summary>One way of shutting a tool in.</summary>
internal interface ISandbox
{
    /// <summary>How strong it is.</summary>
    SandboxLevel Level { get; }

    /// <summary>What it does and leaves out, as the end of a sentence that begins with "Media tools run".</summary>
    string Description { get; }

    /// <summary>Prepares the working folder and gives the command to start.</summary>
    SandboxedCommand Wrap(SandboxRequest request);
}
