using Lab.Backup.Policies;
using Lab.Backup.Systems;
using Lab.ServiceDefaults;
using Lab.ServiceDefaults.Databases;

return await ServiceProgram.RunAsync(async () =>
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddServiceDefaults();
    builder.AddServiceDatabase("backupdb", typeof(Program).Assembly);
    builder.Services.AddSingleton<PolicyBook>();
    builder.Services.AddSingleton<BackupStore>();
    builder.Services.AddSingleton<Protection>();

    var app = builder.Build();
    app.MapDefaultEndpoints();
    app.MapPolicies();
    app.MapSystems();
    await app.RunAsync();
});
