using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Embedded.Logs;
using Lab.Hosting.Embedded.Running.Logs;
using Lab.Hosting.Embedded.Running.Processes;
using Microsoft.Extensions.Logging;

namespace Lab.Embedded.Tests.Running;

public sealed class LogTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reader_gets_what_was_written_before_and_after_in_order()
    {
        using var logs = new ResourceLoggerService();
        logs.GetLogger("r").LogInformation("one");
        await using var reader = logs.WatchAsync("r").GetAsyncEnumerator(Token);

        (await reader.MoveNextAsync()).ShouldBeTrue();
        reader.Current.Single().Content.ShouldEndWith(" one");
        logs.GetLogger("r").LogError("two");
        (await reader.MoveNextAsync()).ShouldBeTrue();
        reader.Current.Single().ShouldSatisfyAllConditions(l => l.Content.ShouldEndWith(" two"), l => l.IsErrorMessage.ShouldBeTrue(), l => l.LineNumber.ShouldBe(2));
        logs.Complete("r");
        (await reader.MoveNextAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Memory_is_bounded_by_lines_and_by_characters()
    {
        using var logs = new ResourceLoggerService();
        for (var i = 1; i <= ResourceLog.LineLimit + 5; i++)
        {
            logs.Log("lines").Write($"{i}", isError: false);
        }

        for (var i = 0; i < 1000; i++)
        {
            logs.Log("characters").Write(new string('x', 2 * ResourceLog.LineLengthLimit), isError: false);
        }

        var lines = await AllAsync(logs, "lines");
        lines.Count.ShouldBe(ResourceLog.LineLimit);
        lines[0].LineNumber.ShouldBe(6);
        (await AllAsync(logs, "characters")).Sum(l => l.Content.Length).ShouldBeLessThanOrEqualTo(ResourceLog.CharacterLimit);
    }

    [Fact]
    public async Task Who_reads_is_told()
    {
        using var logs = new ResourceLoggerService();
        await using var changes = logs.WatchAnySubscribersAsync(Token).GetAsyncEnumerator(Token);
        var change = changes.MoveNextAsync();
        var reader = logs.WatchAsync("r").GetAsyncEnumerator(Token);
        var read = reader.MoveNextAsync();

        (await change).ShouldBeTrue();
        changes.Current.ShouldBe(new LogSubscriber("r", AnySubscribers: true));
        logs.GetLogger("r").LogInformation("line");
        await read;
        await reader.DisposeAsync();
        (await changes.MoveNextAsync()).ShouldBeTrue();
        changes.Current.ShouldBe(new LogSubscriber("r", AnySubscribers: false));
    }

    [Fact]
    public void Files_are_put_aside_when_they_are_long_and_private()
    {
        var folder = Directory.CreateTempSubdirectory("lab-logs-").FullName;
        using (var files = new ResourceLogFiles(() => folder, _ => { }))
        {
            var line = new string('x', 1024 * 1024);
            for (var i = 0; i < 20; i++)
            {
                files.Write("r", line);
            }
        }

        var sizes = Directory.GetFiles(folder).ToDictionary(f => Path.GetFileName(f), f => new FileInfo(f).Length);
        sizes.Keys.ShouldBe(["r.log", "r.1.log"], ignoreOrder: true);
        sizes.Values.ShouldAllBe(s => s <= ResourceLogFiles.Limit + (1024 * 1024) + 1);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Path.Combine(folder, "r.log")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_told_once()
    {
        var errors = new List<Exception>();
        using var files = new ResourceLogFiles(() => "/dev/null/logs", errors.Add);

        files.Write("r", "one");
        files.Write("r", "two");

        errors.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Output_without_line_ends_is_handed_on_in_pieces()
    {
        var lines = new List<string>();
        using var stream = new MemoryStream([.. Enumerable.Repeat((byte)'x', 3 * OutputReader.PieceLength), (byte)'\r', (byte)'\n', (byte)'y']);

        await OutputReader.Start("test", stream, lines.Add).Ended.WaitAsync(Token);

        lines[^1].ShouldBe("y");
        string.Concat(lines[..^1]).ShouldBe(new string('x', 3 * OutputReader.PieceLength));
        lines.ShouldAllBe(l => l.Length < 2 * OutputReader.PieceLength);
    }


    private static async Task<IReadOnlyList<LogLine>> AllAsync(ResourceLoggerService logs, string name)
    {
        var lines = new List<LogLine>();
        await foreach (var batch in logs.GetAllAsync(name).WithCancellation(Token))
        {
            lines.AddRange(batch);
        }

        return lines;
    }
}
