using Lab.ServiceDefaults;
using Lab.ServiceDefaults.Databases;
using Lab.ServiceDefaults.Engines;
using Lab.Tuning.Settings;
using Lab.Tuning.Settings.Engines;

return await ServiceProgram.RunAsync(async () =>
{
    var builder = WebApplication.CreateBuilder(args);
    var lab = builder.AddServiceDefaults();
    builder.AddServiceDatabase("tuningdb", typeof(Program).Assembly);
    builder.AddSettings();
    builder.AddEngine<ISettingsSource, PostgresSettings>(lab);

    var app = builder.Build();
    app.MapDefaultEndpoints();
    app.MapSettings();
    await app.RunAsync();
});
