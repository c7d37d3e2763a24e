using Lab.Compliance.Controls;
using Lab.Compliance.EncryptionInTransit;
using Lab.Compliance.EncryptionInTransit.Engines;
using Lab.ServiceDefaults;
using Lab.ServiceDefaults.Databases;
using Lab.ServiceDefaults.Engines;

return await ServiceProgram.RunAsync(async () =>
{
    var builder = WebApplication.CreateBuilder(args);
    var lab = builder.AddServiceDefaults();
    builder.AddServiceDatabase("compliancedb", typeof(Program).Assembly);
    builder.AddControls();
    builder.AddTransitEncryption();
    builder.AddEngine<ITransitProbe, PostgresTransit>(lab);
    builder.AddEngine<ITransitProbe, DragonflyTransit>(lab);
    builder.AddEngine<ITransitProbe, MongoDBTransit>(lab);
    builder.AddEngine<ITransitProbe, MilvusTransit>(lab);
    builder.AddEngine<ITransitProbe, ChromaTransit>(lab);
    builder.AddEngine<ITransitProbe, Neo4jTransit>(lab);

    var app = builder.Build();
    app.MapDefaultEndpoints();
    app.MapControls();
    await app.RunAsync();
});
