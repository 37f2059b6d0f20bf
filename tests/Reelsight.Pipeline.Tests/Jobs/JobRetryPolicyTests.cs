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
}
