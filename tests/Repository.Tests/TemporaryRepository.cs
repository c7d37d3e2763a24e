using Lab.Repository.Backends;
using Lab.Repository.Chunking;
using Lab.Repository.Files;
using Lab.Repository.Keys;
using Lab.Repository.Pipeline;
using Lab.Repository.Snapshots;

namespace Lab.Repository.Tests;

/// <summary>A folder with room for a repository and for what is backed up, gone at the end.</summary>
public sealed class TemporaryRepository : IDisposable
{
    public const string Passphrase = "only for tests";

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("lab-repository-");

    public string Folder => Path.Combine(root.FullName, "repository");

    public string Source => Path.Combine(root.FullName, "source");

    public static RepositorySecret Secret => RepositorySecret.FromPassphrase(Passphrase);

    public string PathOf(string name) => Path.Combine(root.FullName, name);

    public Task<BackupRepository> InitializeAsync(TimeProvider? time = null) =>
        BackupRepository.InitializeAsync(new LocalFolderBackend(Folder), Secret, time, TestContext.Current.CancellationToken);

    public Task<BackupRepository> OpenAsync(TimeProvider? time = null) =>
        BackupRepository.OpenAsync(new LocalFolderBackend(Folder), Secret, time, TestContext.Current.CancellationToken);

    public string Write(string name, byte[] content)
    {
        var path = Path.Combine(Source, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    public static byte[] Random(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public async Task<SnapshotManifest> BackUpAsync(BackupRepository repository, SnapshotManifest? parent = null, DateTimeOffset? created = null)
    {
        var token = TestContext.Current.CancellationToken;
        await using var writer = await SnapshotWriter.StartAsync(repository, new SnapshotOptions("test", [Source]) { Parent = parent?.Id, Created = created, Workers = 2 }, token);
        await FolderBackup.AddAsync(repository, writer, [Source], new FolderBackupOptions { Parent = parent }, token);
        return await writer.CommitAsync(cancellationToken: token);
    }

    public static async Task<SnapshotManifest> StoreAsync(BackupRepository repository, string name, byte[] content, DateTimeOffset? created = null)
    {
        var token = TestContext.Current.CancellationToken;
        await using var writer = await SnapshotWriter.StartAsync(repository, new SnapshotOptions("test", ["stream"]) { Created = created, Workers = 2 }, token);
        await writer.AddFileAsync(new SnapshotEntry { Path = name }, new MemoryStream(content), ChunkingKind.ContentDefined, token);
        return await writer.CommitAsync(cancellationToken: token);
    }

    public static async Task<byte[]> ReadAsync(BackupRepository repository, SnapshotManifest snapshot, string name)
    {
        var token = TestContext.Current.CancellationToken;
        await using var reader = await SnapshotReader.OpenAsync(repository, snapshot, token);
        await using var content = reader.Open(await reader.FindAsync(name, token));
        var bytes = new byte[content.Length];
        await content.ReadExactlyAsync(bytes, token);
        return bytes;
    }

    public async Task<RestoreResult> RestoreAsync(BackupRepository repository, SnapshotManifest snapshot, string target, bool delete = false, string? path = null, List<string>? warnings = null)
    {
        var token = TestContext.Current.CancellationToken;
        await using var reader = await SnapshotReader.OpenAsync(repository, snapshot, token);
        return await FolderRestore.RunAsync(reader, PathOf(target), new RestoreOptions { RemoveOthers = delete, Path = path, Workers = 2, Warn = line => warnings?.Add(line) }, token);
    }

    /// <summary>The files of packs that hold contents, not catalogs.</summary>
    public string[] Packs() => [.. Directory.GetFiles(Path.Combine(Folder, "packs"), "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f)[32] < '8')];

    public void Dispose() => root.Delete(recursive: true);
}
