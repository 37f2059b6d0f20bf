namespace Reelsight.Media.Sandboxing;

/// <summary>How far a media tool is shut in, from the weakest to the strongest.</summary>
public enum SandboxLevel
{
    /// <summary>Time-outs alone.</summary>
    None,

    /// <summary>Limits of memory, CPU time and file size, no new privileges; the tool can do what the server's user can.</summary>
    Limits,

    /// <summary>
    /// Namespaces of its own, made by util-linux: the tool sees its one input and the system's libraries, no network and no other process.
    /// </summary>
    Namespaces,

    /// <summary>As <see cref="Namespaces"/>, made by bubblewrap, and system calls are filtered.</summary>
    Bubblewrap,
}
