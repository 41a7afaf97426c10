using System.Text;
using Orbit.CrdGenerator;

if (args.Length is < 1 or > 2)
{
    Console.Error.WriteLine("Usage: Orbit.CrdGenerator OUTPUT_DIR [REFERENCE_DOC_DIR]");
    return 2;
}

Write(args[0], GeneratedFiles.Definitions());
if (args.Length == 2)
{
    Write(args[1], GeneratedFiles.Reference());
}

return 0;

static void Write(string folder, IEnumerable<GeneratedFile> files)
{
    Directory.CreateDirectory(folder);
    foreach (var file in files)
    {
        File.WriteAllText(Path.Combine(folder, file.Name), file.Content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }
}
