using System.Diagnostics;

namespace Lab.State.Tests;

public sealed class FolderLockTests
{
    [Fact]
    public async Task The_second_waits_until_the_first_is_done()
    {
        using var folder = new TemporaryFolder();
        var cancellation = TestContext.Current.CancellationToken;
        var first = await FolderLock.AcquireAsync(folder["lock"], cancellationToken: cancellation);
        var waiting = new TaskCompletionSource();

        var second = FolderLock.AcquireAsync(folder["lock"], waiting.SetResult, cancellationToken: cancellation);
        await waiting.Task;
        second.IsCompleted.ShouldBeFalse();
        first.Dispose();

        (await second).Dispose();
    }

    [Fact]
    public async Task Waiting_can_be_given_up()
    {
        using var folder = new TemporaryFolder();
        using var held = await FolderLock.AcquireAsync(folder["lock"], cancellationToken: TestContext.Current.CancellationToken);
        using var patience = new CancellationTokenSource();

        var second = FolderLock.AcquireAsync(folder["lock"], patience.Cancel, cancellationToken: patience.Token);

        await Should.ThrowAsync<OperationCanceledException>(second);
    }

    [Fact]
    public async Task Holders_never_overlap()
    {
        using var folder = new TemporaryFolder();
        var holders = 0;
        var most = 0;

        await Parallel.ForEachAsync(Enumerable.Range(0, 20), TestContext.Current.CancellationToken, async (_, cancellation) =>
        {
            using var held = await FolderLock.AcquireAsync(folder["lock"], cancellationToken: cancellation);
            most = Math.Max(most, Interlocked.Increment(ref holders));
            await Task.Yield();
            Interlocked.Decrement(ref holders);
        });

        most.ShouldBe(1);
    }

    [Fact]
    public async Task A_killed_holder_frees_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/flock"), "needs flock(1)");
        using var folder = new TemporaryFolder();
        using var holder = Process.Start(new ProcessStartInfo("/usr/bin/flock", ["--no-fork", folder["lock"], "sh", "-c", "echo held; exec sleep 600"])
        {
            RedirectStandardOutput = true,
        })!;
        (await holder.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldBe("held");
        FolderLock.TryAcquire(folder["lock"]).ShouldBeNull();

        holder.Kill();

        (await FolderLock.AcquireAsync(folder["lock"], cancellationToken: TestContext.Current.CancellationToken)).Dispose();
    }
}
