using System.Diagnostics;
using System.Text.Json;

namespace Lab.Backup.Cli.Tests;

/// <summary>The command line as a process, with a folder for its repository and for what it backs up.</summary>
public sealed class LabBackup : IDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "labbackup.dll");
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("lab-backup-cli-");

    public LabBackup() => Directory.CreateDirectory(Source);

    public string Repository => Path.Combine(root.FullName, "repository");

    public string Source => Path.Combine(root.FullName, "source");

    public string PathOf(string name) => Path.Combine(root.FullName, name);

    public void Fill(string name, int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Source, name))!);
        File.WriteAllBytes(Path.Combine(Source, name), bytes);
    }

    public Process Start(string? passphrase, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["LAB_BACKUP_REPOSITORY"] = Repository;
        start.Environment["LAB_BACKUP_PASSPHRASE"] = passphrase ?? "";
        start.Environment["LAB_BACKUP_NEW_PASSPHRASE"] = "the new one";
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    public async Task<(int Code, string Output, string Errors)> RunAsync(string? passphrase, params string[] arguments)
    {
        using var process = Start(passphrase, arguments);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await errors);
    }

    public async Task<JsonElement[]> DoAsync(params string[] arguments)
    {
        var (code, output, errors) = await RunAsync("secret", arguments);
        code.ShouldBe(0, $"{string.Join(' ', arguments)}: {errors}");
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)];
    }

    public void Dispose() => root.Delete(recursive: true);
}
