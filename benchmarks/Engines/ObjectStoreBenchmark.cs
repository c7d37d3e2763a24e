using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Lab.Engines.Testing;

namespace Lab.Benchmarks.Engines;

/// <summary>The object store beside VersityGW: objects of 64 MiB, put and got with AWS's SDK over plain HTTP, which is all that the peer speaks.</summary>
internal sealed class ObjectStoreBenchmark(TimeProvider time) : IEngineBenchmark
{
    private const int ObjectSize = 64 << 20;
    private const int Objects = 3;
    private const long Large = 5L << 30;
    private const string Bucket = "benchmark";
    private const string Variable = "LAB_PEER_S3_STRICT";
    private const string Against = "VersityGW 1.8.0";

    /// <inheritdoc/>
    public string Name => "objectstore";

    /// <inheritdoc/>
    public async Task RunAsync(BenchmarkSize size, MeasureWriter measures, TextWriter progress, CancellationToken cancellationToken)
    {
        using var home = new EngineHome();
        var start = new EngineStart(EngineFiles.Program("ObjectStore"), home.Path, "objectstore") { User = "lab", Password = "benchmark", Settings = ["tls=off"] };
        await using var engine = EngineProcess.Run(start);
        await engine.WaitForLineAsync("ready to accept connections", cancellationToken);
        using var own = Connect($"http://localhost:{start.Port}", start.User, start.Password);

        await using var peer = await Peer.StartAsync("s3-strict", Variable, cancellationToken);
        using var other = peer is null ? null : Connect(new DbConnectionStringBuilder { ConnectionString = peer.Values[Variable] });
        if (other is null)
        {
            await progress.WriteLineAsync(Peer.HowTo("s3-strict", Variable));
        }

        await own.PutBucketAsync(Bucket, cancellationToken);
        await (other?.PutBucketAsync(Bucket, cancellationToken) ?? Task.CompletedTask);
        await CompareAsync("objectstore-put", PutAsync, own, other, size, measures, progress, cancellationToken);
        await CompareAsync("objectstore-get", GetAsync, own, other, size, measures, progress, cancellationToken);
        if (size == BenchmarkSize.Full)
        {
            measures.Write(Measure.Of("objectstore-memory-mib", [await MemoryAsync(own, engine.Id, progress, cancellationToken)], "MiB"));
        }
    }

    private static AmazonS3Client Connect(DbConnectionStringBuilder parts) => Connect((string)parts["Endpoint"], (string)parts["AccessKey"], (string)parts["SecretKey"]);

    private static AmazonS3Client Connect(string endpoint, string accessKey, string secretKey) =>
        new(new BasicAWSCredentials(accessKey, secretKey), new AmazonS3Config { ServiceURL = endpoint, ForcePathStyle = true, AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 });

    private async Task CompareAsync(
        string name,
        Func<AmazonS3Client, int, byte[], CancellationToken, Task> work,
        AmazonS3Client own,
        AmazonS3Client? other,
        BenchmarkSize size,
        MeasureWriter measures,
        TextWriter progress,
        CancellationToken cancellationToken)
    {
        var data = RandomNumberGenerator.GetBytes(ObjectSize);
        List<double> mine = [], theirs = [];
        for (var run = 0; run <= (size == BenchmarkSize.Full ? 9 : 4); run++)
        {
            var rate = await RateAsync(own, data, work, cancellationToken);
            var otherRate = other is null ? 0 : await RateAsync(other, data, work, cancellationToken);
            await progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{name} {run}: {rate:F0} MB/s, peer {otherRate:F0} MB/s"));
            // The first run warms both sides up.
            if (run > 0)
            {
                mine.Add(rate);
                theirs.Add(otherRate);
            }
        }

        measures.Write(other is null ? Measure.Of(name, mine, "MB/s") : Measure.Compared(name, mine, theirs, "MB/s", Against, moreIsBetter: true));
    }

    /// <summary>The most memory that the server has had once it has taken and given an object of 5 GiB.</summary>
    private static async Task<double> MemoryAsync(AmazonS3Client client, int process, TextWriter progress, CancellationToken cancellationToken)
    {
        const string Key = "large";
        await using var body = new ZeroStream(Large);
        await client.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = Key, InputStream = body }, cancellationToken);
        await GetAsync(client, Key, new byte[1 << 20], cancellationToken);
        await client.DeleteObjectAsync(Bucket, Key, cancellationToken);
        using var server = Process.GetProcessById(process);
        var most = Math.Round(server.PeakWorkingSet64 / (double)(1 << 20), 1);
        await progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"most memory of the server with an object of {Large >> 30} GiB: {most} MiB"));
        return most;
    }

    private async Task<double> RateAsync(AmazonS3Client client, byte[] data, Func<AmazonS3Client, int, byte[], CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        for (var i = 0; i < Objects; i++)
        {
            await work(client, i, data, cancellationToken);
        }

        return (double)Objects * ObjectSize / 1e6 / time.GetElapsedTime(started).TotalSeconds;
    }

    private static Task PutAsync(AmazonS3Client client, int number, byte[] data, CancellationToken cancellationToken) =>
        client.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = $"object-{number}", InputStream = new MemoryStream(data, writable: false) }, cancellationToken);

    private static Task GetAsync(AmazonS3Client client, int number, byte[] buffer, CancellationToken cancellationToken) =>
        GetAsync(client, $"object-{number}", buffer, cancellationToken);

    private static async Task GetAsync(AmazonS3Client client, string key, byte[] buffer, CancellationToken cancellationToken)
    {
        using var response = await client.GetObjectAsync(Bucket, key, cancellationToken);
        var left = response.ContentLength;
        for (int read; (read = await response.ResponseStream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            left -= read;
        }

        if (left != 0)
        {
            throw new InvalidDataException($"{left} bytes of {key} are missing.");
        }
    }
}
