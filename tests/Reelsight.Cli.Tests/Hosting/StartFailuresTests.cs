using System.Net.Sockets;
using Reelsight.Cli.Hosting;

namespace Reelsight.Cli.Tests.Hosting;

/// <summary>Failures to start as sentences, and only those that the machine is the cause of.</summary>
public sealed class StartFailuresTests
{
    public static TheoryData<Exception, string> Failures() =>
        new()
        {
            { new IOException("write", 28), "is full" },
            { new IOException("open", 24), "ulimit -n" },
            { new IOException("open", 30), "is read-only" },
            { new InvalidOperationException("host", new IOException("read", 5)), "check the disk" },
            { new UnauthorizedAccessException("denied"), "chown" },
            { new IOException("bind", new SocketException((int)SocketError.AddressAlreadyInUse)), "--port" },
            { new SocketException((int)SocketError.AddressNotAvailable), "--port" },
            { new FileNotFoundException("No file."), "--data" },
        };

    [Theory]
    [MemberData(nameof(Failures))]
    public void A_failure_of_the_machine_is_a_sentence_with_a_remedy(Exception cause, string remedy)
    {
        var sentence = StartFailures.Explain(cause, "127.0.0.1", 7860);
        Assert.Contains(remedy, sentence, StringComparison.Ordinal);
        Assert.EndsWith(".", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_of_the_program_is_none() =>
        Assert.Null(StartFailures.Explain(new InvalidOperationException("bug"), "127.0.0.1", 7860));
}
