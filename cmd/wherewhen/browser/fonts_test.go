package browser

import (
	"fmt"
	"os"
	"path/filepath"
)

// pinFonts writes a configuration of Fontconfig into a directory that gives the
// browser the fonts of two npm packages, whatever the machine has: pictures and
// widths are then the same everywhere. Fonts of the system remain for scripts
// those do not have. Browsers without Fontconfig pass it by.
func pinFonts(dir string) (file string, err error) {
	fonts, err := filepath.Abs(filepath.Join("..", "..", "..", "web", "node_modules", "@expo-google-fonts"))
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(fonts); err != nil {
		return "", fmt.Errorf("the fonts of the tests are missing, make test brings them: %w", err)
	}
	prefer := func(family, font string) string {
		return fmt.Sprintf(`<match target="pattern"><test name="family"><string>%s</string></test>`+
			`<edit name="family" mode="prepend" binding="strong"><string>%s</string></edit></match>`, family, font)
	}
	text := `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>` +
		fmt.Sprintf("<dir>%s</dir><dir>/usr/share/fonts</dir><cachedir>%s</cachedir>", fonts, filepath.Join(dir, "fonts")) +
		prefer("system-ui", "Open Sans") + prefer("sans-serif", "Open Sans") + prefer("serif", "Gelasio") + prefer("Georgia", "Gelasio") +
		`<match target="font"><edit name="hinting"><bool>false</bool></edit><edit name="antialias"><bool>true</bool></edit></match>` +
		`</fontconfig>`
	file = filepath.Join(dir, "fonts.conf")
	return file, os.WriteFile(file, []byte(text), 0o644)
}
