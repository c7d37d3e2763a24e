using System.IO.Pipelines;
using System.Security.Cryptography;
using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Payload;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Tests.InProcess;

public sealed class DataFilesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lab-objects-").FullName;
    private readonly DataFiles files;

    public DataFilesTests()
    {
        files = new DataFiles(folder);
        files.Create();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(FileBlocks.Size - 1)]
    [InlineData(FileBlocks.Size)]
    [InlineData(FileBlocks.Size + 1)]
    [InlineData((9 * FileBlocks.Size) + 4321)]
    public async Task What_is_written_is_read_and_hashed(int size)
    {
        var data = new byte[size];
        new Random(size).NextBytes(data);
        using var checksum = Checksum.Create("SHA256");

        var stored = await files.WriteAsync(new DripBody(data, 70_000), size, checksum, Cancellation);

        stored.Md5.ShouldBe(Convert.ToHexStringLower(CryptographicOperations.HashData(HashAlgorithmName.MD5, data)));
        stored.Checksum.ShouldBe(Convert.ToBase64String(SHA256.HashData(data)));
        using var read = new MemoryStream();
        await files.CopyAsync([stored.Segment], 0, size, PipeWriter.Create(read, new StreamPipeWriterOptions(leaveOpen: true)), Cancellation);
        read.ToArray().ShouldBe(data);
    }

    [Fact]
    public async Task Bodies_that_come_at_once_are_kept_apart()
    {
        var bodies = Enumerable.Range(0, 8).Select(number => Enumerable.Repeat((byte)number, (3 * FileBlocks.Size) + number).ToArray()).ToList();

        var stored = await Task.WhenAll(bodies.Select(body => files.WriteAsync(new DripBody(body, 65_536), null, null, Cancellation)));

        stored.Select(data => data.Md5).ShouldBe(bodies.Select(body => Convert.ToHexStringLower(CryptographicOperations.HashData(HashAlgorithmName.MD5, body))));
    }

    [Fact]
    public async Task A_body_that_breaks_off_leaves_nothing()
    {
        var broken = new DripBody(new byte[5 * FileBlocks.Size], 65_536, breaks: true);

        await Should.ThrowAsync<IOException>(() => files.WriteAsync(broken, null, null, Cancellation));
        (await Should.ThrowAsync<S3Exception>(() => files.WriteAsync(new DripBody(new byte[7], 2), 8, null, Cancellation))).Code.ShouldBe("IncompleteBody");

        SpinWait.SpinUntil(() => !files.All().Any(), TimeSpan.FromSeconds(30)).ShouldBeTrue();
    }
}
