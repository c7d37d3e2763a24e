using System.Diagnostics;
using Lab.Repository.Snapshots;

namespace Lab.Repository.Tests;

public sealed class BackupAndRestoreTests : IDisposable
{
    private readonly TemporaryRepository place = new();

    [Fact]
    public async Task A_tree_comes_back_with_everything_that_belongs_to_it()
    {
        var repository = await place.InitializeAsync();
        place.Write("a/large", TemporaryRepository.Random(5_000_000, 1));
        place.Write("a/b/text", "Hello, Weltall ✨"u8.ToArray());
        place.Write("empty", []);
        Directory.CreateDirectory(Path.Combine(place.Source, "hollow"));
        File.CreateSymbolicLink(Path.Combine(place.Source, "link"), "a/nowhere");
        await RunAsync("chmod", "2440", Path.Combine(place.Source, "a/b/text"));
        await RunAsync("ln", Path.Combine(place.Source, "a/large"), Path.Combine(place.Source, "another-name"));
        await RunAsync("touch", "-d", "2001-02-03T04:05:06.123456789Z", Path.Combine(place.Source, "a/b/text"), Path.Combine(place.Source, "hollow"));
        await RunAsync("truncate", "-s", "50M", place.Write("sparse", TemporaryRepository.Random(100_000, 2)));

        var snapshot = await place.BackUpAsync(repository);
        await place.RestoreAsync(repository, snapshot, "target");

        (await ListingAsync("target")).ShouldBe(await ListingAsync("source"));
        await RunAsync("diff", "-r", "--no-dereference", place.Source, place.PathOf("target"));
        (await OutputAsync("stat", "-c", "%b", place.PathOf("target/sparse"))).Trim().ShouldSatisfyAllConditions(blocks => (int.Parse(blocks, System.Globalization.CultureInfo.InvariantCulture) * 512).ShouldBeLessThan(2_000_000));
        (await OutputAsync("stat", "-c", "%h", place.PathOf("target/another-name"))).Trim().ShouldBe("2");
    }

    [Fact]
    public async Task What_did_not_change_is_neither_read_nor_stored_again()
    {
        var repository = await place.InitializeAsync();
        place.Write("large", TemporaryRepository.Random(5_000_000, 1));
        place.Write("small", [1]);
        var first = await place.BackUpAsync(repository);
        place.Write("small", [2]);

        var second = await place.BackUpAsync(repository, first);
        var unread = await place.BackUpAsync(repository);

        second.Statistics.UnreadBytes.ShouldBe(5_000_000);
        second.Statistics.StoredBytes.ShouldBeLessThan(5000);
        unread.Statistics.UnreadBytes.ShouldBe(0);
        unread.Statistics.NewBytes.ShouldBe(0);
        (await TemporaryRepository.ReadAsync(repository, second, "small")).ShouldBe([2]);
        (await TemporaryRepository.ReadAsync(repository, first, "small")).ShouldBe([1]);
    }

    [Fact]
    public async Task A_file_that_was_changed_back_in_time_is_read_again()
    {
        var repository = await place.InitializeAsync();
        var path = place.Write("file", [1]);
        var modified = File.GetLastWriteTimeUtc(path);
        var first = await place.BackUpAsync(repository);
        File.WriteAllBytes(path, [2]);
        File.SetLastWriteTimeUtc(path, modified);

        var second = await place.BackUpAsync(repository, first);

        (await TemporaryRepository.ReadAsync(repository, second, "file")).ShouldBe([2]);
    }

    [Fact]
    public async Task One_changed_page_of_a_relation_stores_one_small_chunk()
    {
        var repository = await place.InitializeAsync();
        var pages = TemporaryRepository.Random(200 * 8192, 1);
        place.Write("base/5/16384", pages);
        await place.BackUpAsync(repository);
        pages[1_000_000] ^= 1;
        place.Write("base/5/16384", pages);

        var second = await place.BackUpAsync(repository);

        second.Statistics.NewBytes.ShouldBeLessThan(80_000);
    }

    [Fact]
    public async Task A_restore_onto_an_existing_tree_writes_only_what_differs()
    {
        var repository = await place.InitializeAsync();
        place.Write("a/large", TemporaryRepository.Random(5_000_000, 1));
        place.Write("folder-in-the-way/x", [1]);
        place.Write("link-in-the-way/y", [2]);
        var snapshot = await place.BackUpAsync(repository);
        await place.RestoreAsync(repository, snapshot, "target");

        var outside = Directory.CreateDirectory(place.PathOf("outside")).FullName;
        await using (var file = File.OpenWrite(place.PathOf("target/a/large")))
        {
            file.Position = 3_000_000;
            file.WriteByte(99);
        }

        Directory.Delete(place.PathOf("target/folder-in-the-way"), recursive: true);
        File.WriteAllBytes(place.PathOf("target/folder-in-the-way"), [9]);
        Directory.Delete(place.PathOf("target/link-in-the-way"), recursive: true);
        Directory.CreateSymbolicLink(place.PathOf("target/link-in-the-way"), outside);
        File.WriteAllBytes(place.PathOf("target/extra"), [9]);

        var result = await place.RestoreAsync(repository, snapshot, "target", delete: true);

        result.WrittenBytes.ShouldBeLessThan(400_000);
        result.Removed.ShouldBe(1);
        Directory.EnumerateFileSystemEntries(outside).ShouldBeEmpty();
        await RunAsync("diff", "-r", "--no-dereference", place.Source, place.PathOf("target"));
    }

    [Fact]
    public async Task One_file_and_one_folder_can_be_restored_alone()
    {
        var repository = await place.InitializeAsync();
        place.Write("a/b/c", [1]);
        place.Write("a/d", [2]);
        place.Write("ab", [3]);
        var snapshot = await place.BackUpAsync(repository);

        await place.RestoreAsync(repository, snapshot, "target", path: "a");

        Directory.EnumerateFiles(place.PathOf("target"), "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(place.PathOf("target"), f)).Order().ShouldBe(["a/b/c", "a/d"]);
        (await Should.ThrowAsync<RepositoryException>(() => place.RestoreAsync(repository, snapshot, "other", path: "x"))).Error.ShouldBe(RepositoryError.NotFound);
    }

    [Fact]
    public async Task A_file_of_a_snapshot_is_read_at_any_place()
    {
        var repository = await place.InitializeAsync();
        var content = TemporaryRepository.Random(3_000_000, 4);
        var snapshot = await TemporaryRepository.StoreAsync(repository, "stream", content);
        var token = TestContext.Current.CancellationToken;
        await using var reader = await SnapshotReader.OpenAsync(repository, snapshot, token);
        await using var stream = reader.Open(await reader.FindAsync("stream", token));
        var random = new Random(5);
        for (var i = 0; i < 50; i++)
        {
            var at = random.Next(content.Length - 1000);
            var part = new byte[1000];
            stream.Position = at;
            await stream.ReadExactlyAsync(part, token);
            part.ShouldBe(content[at..(at + 1000)]);
        }
    }

    [Fact]
    public async Task Differences_between_snapshots_are_named()
    {
        var repository = await place.InitializeAsync();
        place.Write("same", [1]);
        place.Write("changed", [1]);
        place.Write("gone", [1]);
        var mode = place.Write("mode", [1]);
        var first = await place.BackUpAsync(repository);
        place.Write("changed", [2]);
        place.Write("new", [1]);
        File.Delete(Path.Combine(place.Source, "gone"));
        await RunAsync("chmod", "400", mode);
        var second = await place.BackUpAsync(repository);

        var token = TestContext.Current.CancellationToken;
        await using var before = await SnapshotReader.OpenAsync(repository, first, token);
        await using var after = await SnapshotReader.OpenAsync(repository, second, token);
        var differences = await SnapshotDifference.CompareAsync(before, after, token);

        differences.Select(d => (d.Path, d.Change)).ShouldBe([("changed", "content"), ("gone", "removed"), ("mode", "metadata"), ("new", "added")]);
    }

    public void Dispose() => place.Dispose();

    private async Task<string> ListingAsync(string folder)
    {
        var find = await OutputAsync("find", place.PathOf(folder), "-mindepth", "1", "-printf", "%P %y %m %U %G %s %T+ %l\n");
        return string.Join('\n', find.Split('\n').Where(l => !l.Contains(" d ") || l.StartsWith("hollow", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    private static async Task RunAsync(string program, params string[] arguments) => await OutputAsync(program, arguments);

    private static async Task<string> OutputAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0, output);
        return output;
    }
}
