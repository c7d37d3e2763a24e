using System.Globalization;
using Lab.Engines.ObjectStore.Http;
using Lab.Engines.ObjectStore.Storage;

namespace Lab.Engines.ObjectStore.Operations.Objects;

/// <summary>Asks for a readable copy of an archived object: 202 when it is fetched, 200 when it is there already and stays longer.</summary>
internal sealed class RestoreObject(Store store) : IS3Operation
{
    private const int MostDays = 36_500;

    public Route Route { get; } = new("POST", Level.Object, "restore");

    public async Task RunAsync(S3Request request)
    {
        var document = await Xml.ReadAsync(request, "RestoreRequest");
        if (document.Child("SelectParameters") is not null || document.Child("OutputLocation") is not null)
        {
            throw S3Exception.NotImplemented("A restore that selects");
        }

        if (!int.TryParse(document.Text("Days"), NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days is < 1 or > MostDays)
        {
            throw S3Exception.InvalidArgument("Days must be a number from 1 to 36500.");
        }

        var tier = document.Child("GlacierJobParameters")?.Text("Tier") ?? document.Text("Tier") ?? "Standard";
        var wasReadable = false;
        await store.Versions.ChangeAsync(
            request.Bucket, request.Key, request.Query("versionId"),
            version =>
            {
                wasReadable = store.Archive.IsReadable(version);
                return store.Archive.Restore(version, days, tier);
            },
            request.Cancelled);
        request.Response.StatusCode = wasReadable ? 200 : 202;
    }
}
