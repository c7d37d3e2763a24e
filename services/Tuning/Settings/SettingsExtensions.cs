namespace Lab.Tuning.Settings;

internal static class SettingsExtensions
{
    public static void AddSettings(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(TuningOptions.Read(builder.Configuration));
        builder.Services.AddSingleton<SnapshotStore>();
        builder.Services.AddSingleton<Tuner>();
        builder.Services.AddHostedService<SnapshotService>();
    }
}
