using System.Collections.Concurrent;
using System.Diagnostics;

namespace Reelsight.Media.Sandboxing;

/// <summary>
/// Starts processes on one thread that never ends. A child that asks to die with its parent dies with the thread that started it, and
/// threads of the pool end when they are idle.
/// </summary>
internal static class ProcessStarter
{
    private static readonly BlockingCollection<Start> _starts = Run();

    /// <summary>Starts a process whose standard input is redirected, writes to it and closes it.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">It cannot be started.</exception>
    public static void StartWithInput(Process process, byte[] input)
    {
        var start = new Start(process);
        _starts.Add(start);
        start.Done.Task.GetAwaiter().GetResult();
        try
        {
            using var target = process.StandardInput.BaseStream;
            target.Write(input);
        }
        catch (IOException)
        {
            // It ended before it read anything; its exit code and error stream say why.
        }
    }

    /// <summary>What a process needs to be started with pipes, without a shell.</summary>
    public static ProcessStartInfo CreateStartInfo(SandboxedCommand command, string folder)
    {
        var info = new ProcessStartInfo
        {
            FileName = command.Arguments[0],
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in command.Arguments.Skip(1))
        {
            info.ArgumentList.Add(argument);
        }

        info.Environment.Clear();
        foreach (var (name, value) in command.Environment)
        {
            info.Environment[name] = value;
        }

        return info;
    }

    private static BlockingCollection<Start> Run()
    {
        var starts = new BlockingCollection<Start>();
        var thread = new Thread(() =>
        {
            foreach (var start in starts.GetConsumingEnumerable())
            {
                start.Run();
            }
        })
        {
            IsBackground = true,
            Name = "start of media tools",
        };
        thread.Start();
        return starts;
    }

    private sealed class Start(Process process)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Run()
        {
            try
            {
                process.Start();
                Done.SetResult();
            }
            catch (Exception e)
            {
                Done.SetException(e);
            }
        }
    }
}
