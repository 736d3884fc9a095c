"""The pages people use: templates, forms and the look, over casework."""
