using System.Globalization;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Xml.Linq;
using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Operations.Objects;
using Lab.Engines.ObjectStore.Payload;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Multipart;

/// <summary>Makes an object of its parts. Their files stay as they are: nothing is copied.</summary>
internal sealed class CompleteMultipartUpload(Store store) : IS3Operation
{
    /// <summary>What every part but the last has at least: 5 MiB.</summary>
    private const long LeastPart = 5L << 20;

    public Route Route { get; } = new("POST", Level.Object, "uploadId");

    public async Task RunAsync(S3Request request)
    {
        var id = request.Query("uploadId")!;
        var preview = store.Uploads.Get(request.Bucket, request.Key, id);
        var document = await Xml.ReadAsync(request, "CompleteMultipartUpload");
        var listed = document.Children("Part").ToArray();
        if (listed.Length is 0 or > UploadPart.MostParts)
        {
            throw S3Exception.MalformedXml("You must specify at least one part");
        }

        using var reading = store.Files.BeginReading();
        // The checksum of the whole needs the bytes once more where parts' checksums do not make it.
        var whole = preview.Template.ChecksumType == "FULL_OBJECT" ? await WholeChecksumAsync(preview, Choose(listed, store.Uploads.Parts(id)), request.Cancelled) : null;

        var (version, replaced, unused) = await store.Database.WriteAsync(
            c =>
            {
                var upload = UploadStore.Get(c, request.Bucket, request.Key, id);
                var all = UploadStore.Parts(c, id);
                var parts = Choose(listed, all);
                Preconditions.RequireWritable(request, VersionStore.Find(c, request.Bucket, request.Key, version: null));
                var made = upload.Template with
                {
                    Bucket = upload.Bucket,
                    Key = upload.Key,
                    Modified = store.Now,
                    Size = parts.Sum(p => p.Segment.Size),
                    Segments = [.. parts.Select(p => p.Segment)],
                    IsMultipart = true,
                    ETag = ETag(parts),
                    ChecksumValue = upload.Template.ChecksumName is { } name ? whole ?? Composite(name, parts) : null,
                };
                var given = upload.Template.ChecksumName is { } algorithm ? request.Header(Checksum.HeaderOf(algorithm)) : null;
                if (given is not null && given != made.ChecksumValue)
                {
                    throw new S3Exception(400, "BadDigest", $"The {made.ChecksumName} you specified did not match the calculated checksum.");
                }

                UploadStore.Remove(c, id);
                return (made, PutObject.Replace(c, made, store.Now), all.Except(parts).ToArray());
            },
            request.Cancelled);
        store.Discard(replaced);
        foreach (var part in unused)
        {
            store.Files.Delete(part.Segment.File);
        }

        ObjectHeaders.WriteVersion(request, version);
        await Xml.WriteAsync(
            request.Response,
            Xml.Element(
                "CompleteMultipartUploadResult",
                Xml.Element("Location", $"{request.Context.Request.Scheme}://{request.Context.Request.Host}/{version.Bucket}/{Uri.EscapeDataString(version.Key)}"),
                Xml.Element("Bucket", version.Bucket),
                Xml.Element("Key", version.Key),
                Xml.Element("ETag", $"\"{version.ETag}\""),
                version.ChecksumName is null ? null : Xml.Element("Checksum" + version.ChecksumName, version.ChecksumValue),
                version.ChecksumType is null ? null : Xml.Element("ChecksumType", version.ChecksumType)));
    }

    private static List<Part> Choose(XElement[] listed, List<Part> uploaded)
    {
        var byNumber = uploaded.ToDictionary(part => part.Number);
        var chosen = new List<Part>(listed.Length);
        var before = 0;
        foreach (var one in listed)
        {
            if (!int.TryParse(one.Text("PartNumber"), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                throw S3Exception.MalformedXml();
            }

            if (number <= before)
            {
                throw new S3Exception(400, "InvalidPartOrder", "The list of parts was not in ascending order. Parts must be ordered by part number.");
            }

            before = number;
            if (!byNumber.TryGetValue(number, out var part) || one.Text("ETag")?.Trim('"') != part.ETag)
            {
                throw new S3Exception(400, "InvalidPart", $"Part {number} could not be found, or its entity tag does not match.");
            }

            chosen.Add(part);
        }

        return chosen.SkipLast(1).FirstOrDefault(part => part.Segment.Size < LeastPart) is { } small
            ? throw new S3Exception(400, "EntityTooSmall", $"Your proposed upload is smaller than the minimum allowed size: part {small.Number} has {small.Segment.Size} bytes, 5 MiB are needed.")
            : chosen;
    }

    /// <summary>The MD5 of the parts' MD5s, and how many there are.</summary>
    private static string ETag(List<Part> parts)
    {
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        foreach (var part in parts)
        {
            md5.AppendData(Convert.FromHexString(part.ETag));
        }

        return string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(md5.GetHashAndReset())}-{parts.Count}");
    }

    private static string Composite(string name, List<Part> parts)
    {
        using var checksum = Checksum.Create(name)!;
        foreach (var part in parts)
        {
            checksum.Append(Convert.FromBase64String(part.Checksum!));
        }

        return string.Create(CultureInfo.InvariantCulture, $"{checksum.Finish()}-{parts.Count}");
    }

    private async Task<string> WholeChecksumAsync(Upload upload, List<Part> parts, CancellationToken cancellationToken)
    {
        using var checksum = Checksum.Create(upload.Template.ChecksumName)!;
        await using var sink = new ChecksumSink(checksum);
        await store.Files.CopyAsync(parts.Select(p => p.Segment), 0, parts.Sum(p => p.Segment.Size), PipeWriter.Create(sink), cancellationToken);
        return checksum.Finish();
    }
}
