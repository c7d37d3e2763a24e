using System.CommandLine;
using Lab.Deploy.Manifest;

var input = new Argument<FileInfo>("manifest") { Description = "The manifest that the AppHost wrote (aspire-manifest.json)." };
var output = new Option<FileInfo?>("--output", "-o") { Description = "The manifest to write for aspirate. Default: aspirate-manifest.json beside the input." };
var strict = new Option<bool>("--strict") { Description = "Take warnings for errors: write nothing when there is one." };
var command = new RootCommand("Writes a manifest that aspirate digests whole from one that Aspire wrote.") { input, output, strict };

command.SetAction(result =>
{
    var source = result.GetRequiredValue(input);
    var target = result.GetValue(output) ?? new FileInfo(Path.Combine(source.DirectoryName!, "aspirate-manifest.json"));
    return AspirateFile.Write(source, target, result.GetValue(strict), Console.Error);
});

return command.Parse(args).Invoke();
