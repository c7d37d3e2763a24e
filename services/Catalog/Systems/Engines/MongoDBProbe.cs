using Lab.Model.Systems;
using Lab.ServiceDefaults.Databases;
using Lab.ServiceDefaults.Engines;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Lab.Catalog.Systems.Engines;

internal sealed class MongoDBProbe(IServiceProvider services, TimeProvider time) : IEngineProbe, IEngineRegistration
{
    public static string Engine => EngineNames.MongoDb;

    public static void AddClient(IHostApplicationBuilder builder, DatabaseSystem system) =>
        builder.AddKeyedMongoDBClient(system.Name, settings => settings.DisableHealthChecks = true, client =>
        {
            client.ServerSelectionTimeout = Observer.Patience;
            client.ConnectTimeout = Observer.Patience;
            if (LabTrust.AuthorityOf(builder.Configuration, system.Name) is { } authority)
            {
                client.UseTls = true;
                client.SslSettings = new SslSettings { ServerCertificateValidationCallback = LabTrust.Validation(authority) };
            }
        });

    public async Task<Facts> ObserveAsync(DatabaseSystem system, CancellationToken cancellationToken)
    {
        var client = services.GetRequiredKeyedService<IMongoClient>(system.Name);
        var admin = client.GetDatabase("admin");
        var build = await admin.RunCommandAsync<BsonDocument>(new BsonDocument("buildInfo", 1), cancellationToken: cancellationToken);
        var status = await admin.RunCommandAsync<BsonDocument>(new BsonDocument("serverStatus", 1), cancellationToken: cancellationToken);
        var listed = (await client.ListDatabasesAsync(cancellationToken)).ToEnumerable(cancellationToken).ToList();

        var databases = listed.Select(d => new LiveDatabase(d["name"].AsString, d.GetValue("sizeOnDisk", BsonNull.Value) is { IsNumeric: true } size ? size.ToInt64() : null)).ToList();
        return new Facts(
            build.GetValue("version", BsonNull.Value) is { IsString: true } version ? version.AsString : null,
            status.GetValue("uptime", BsonNull.Value) is { IsNumeric: true } uptime ? time.GetUtcNow().AddSeconds(-uptime.ToDouble()) : null,
            databases.Sum(d => d.SizeBytes),
            databases);
    }
}
