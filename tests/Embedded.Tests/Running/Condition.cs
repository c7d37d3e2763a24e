namespace Lab.Embedded.Tests.Running;

/// <summary>Waits for what no event tells.</summary>
public static class Condition
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Task WaitAsync(Func<bool> condition, Func<string>? describe = null, TimeSpan? patience = null) =>
        WaitAsync(() => Task.FromResult(condition()), describe, patience);

    public static async Task WaitAsync(Func<Task<bool>> condition, Func<string>? describe = null, TimeSpan? patience = null)
    {
        using var timer = new PeriodicTimer(Interval);
        using var late = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        late.CancelAfter(patience ?? Patience);
        while (!await condition())
        {
            try
            {
                await timer.WaitForNextTickAsync(late.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"The condition was not fulfilled. {describe?.Invoke()}");
            }
        }
    }
}
