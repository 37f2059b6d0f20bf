using Reelsight.Pipeline.Jobs;
using Reelsight.Storage.Queue;

namespace Reelsight.Pipeline.Tests.Jobs;

public sealed class JobRetryPolicyTests
{
    private readonly JobRetryPolicy _policy = new() { MaxAttempts = 3, InitialDelay = TimeSpan.FromSeconds(5) };

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 10)]
    [InlineData(3, 20)]
    public void The_wait_doubles_after_each_attempt(int attempt, int expectedSec) =>
        Assert.Equal(TimeSpan.FromSeconds(expectedSec), _policy.GetDelay(attempt));

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void The_last_attempt_is_the_one_that_reaches_the_maximum(int attempt, bool expected) =>
        Assert.Equal(
            expected,
            _policy.IsLastAttempt(
                new Job
                {
                    Id = 1,
                    TenantId = "tenant",
                    Kind = "kind",
                    SubjectId = "subject",
                    Attempt = attempt,
                    Lease = "lease",
                }
            )
        );

    [Fact]
    public void What_another_attempt_would_only_repeat_is_told_from_what_may_pass()
    {
        Assert.All(
            new Exception[]
            {
                new System.Text.Json.JsonException(),
                new ArgumentOutOfRangeException(),
                new OverflowException(),
                new KeyNotFoundException(),
                new InsufficientExecutionStackException(),
            },
            e => Assert.True(JobRetryPolicy.WouldRepeat(e))
        );
        Assert.All(
            new Exception[]
            {
                new IOException(),
                new ObjectDisposedException("a"),
                new TimeoutException(),
                new InsufficientMemoryException(),
            },
            e => Assert.False(JobRetryPolicy.WouldRepeat(e))
        );
    }
}
